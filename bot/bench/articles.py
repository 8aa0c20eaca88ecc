"""Two articles of some 400 words, written for measurements: one that a watch asks for, one that none does."""

SUMMIT_TITLE = "Garnier to visit Tokyo on 4–5 June for the 14th annual Japan–France summit"

SUMMIT = """
French President Luc Garnier will travel to Tokyo on 4–5 June for the 14th annual Japan–France summit with
Prime Minister Aiko Mori, the Elysée said on Tuesday. It will be the first such meeting in the Japanese
capital since 2022, when the two governments agreed to hold the summit every year, in turn in Tokyo and in
Paris.

Foreign Minister Ines Petit met Mori at her office on Monday to prepare the visit, together with Deputy
Trade Minister Paul Roche and the presidential adviser Claire Simon. The talks lasted two hours, officials
said, and covered rare earths, nuclear energy, shipbuilding and the defence of sea lanes in the Indian
Ocean.

“We want this summit to be about work rather than words,” Petit told reporters afterwards. She said that
both sides had gone through a list of eleven projects, seven of which were ready to be signed. Japanese
officials confirmed the number but would not say which they were.

The leaders are expected to focus on energy security, semiconductor supply chains, export controls and the
reconstruction of Ukraine. A joint declaration on maritime security is being drafted, according to two
diplomats from different delegations, who asked not to be named because the text has not been agreed.

The last summit was held on 8–9 May 2025 in Paris. Following that summit a Joint Statement titled “Partners
across Two Oceans” was released, and nine memoranda of understanding were signed. So far, 13 annual summits
have taken place.

Relations have not been free of friction. Paris complained last autumn about rules that keep foreign dairy
products from Japanese supermarkets, and Tokyo has asked for years that France open its public tenders to
Japanese train makers. In March the two countries settled a dispute over a satellite contract that had been
before an arbitration court in Geneva since 2023.

The European Union, which extended its sanctions against Belarus until February 2027 last week, has asked
Japan to follow its latest steps. Mori told parliament on Friday that her government would decide after the
visit. An official close to her said a decision before July was unlikely.

Garnier will also meet Emperor Naruhito and open a show of French prints in Kyoto. He then flies on to
Hanoi, where he is to sign an agreement on railway technology on 6 June, and to Nairobi. It is not clear
whether he will stop in Seoul on the way, as South Korean newspapers reported at the weekend. His office
declined to comment on the reports, but said that the programme could still change until he leaves.
"""

OTHER_TITLE = "The old orchard above the village has a hundred kinds of pear, and one man who can name them"

OTHER = """
When the frost comes late, Jakob Wendt walks up to the orchard before it is light and lays his hand on the
bark of the oldest tree, as his grandmother did. He does not believe that it helps. He does it all the same,
he says, because a tree that has stood for two hundred winters has earned a visit, and because the walk
keeps him in good temper for the day.

There are a hundred and four trees on the slope, and no two rows bear the same fruit. Some of the pears are
as small as walnuts and must lie in straw until February. Others have to be eaten on the day they fall,
standing up, with a sleeve pushed back. A few are so sour that nobody has found a use for them except in a
brandy that his neighbour makes, and which, according to Wendt, is best kept for visitors who stay too long.

He learned the names from a ledger that a school teacher began to keep four generations ago. The ink has
gone brown, and whole pages are eaten by damp, so that for some of the trees only a number and a word are
left: honey, lantern, bell. Every September people come from the university with cameras and small bags,
take a leaf from each tree and go away again, and in the spring a letter arrives with a list in which half
of the kinds are marked as unknown.

What worries him is not the frost but the summer. Last August the spring behind the wall ran dry for the
first time that anyone can remember, and he carried water up the path in cans for six weeks. His daughter
bought a pump. It broke on the second day, was mended, and broke again, and since then it has stood in the
shed under a cloth, where the hens have begun to lay their eggs in the bucket beside it.

This year he has grafted twenty young trees, two of each kind that he thinks will not live much longer. They
stand in a row along the fence, no higher than a broom, each with a strip of red wool around the stem so
that the mower does not take them by mistake. He will be ninety when they bear for the first time. Someone
will eat the pears, he says, and it is quite enough to know that there will be a name for them, written
down, in a book with a new cover, on a shelf where the damp does not reach, beside the one that the teacher
filled.
"""
