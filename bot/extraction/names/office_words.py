"""Words for offices and titles as newsrooms write them before and after a name. All lower case."""

from bot.extraction.wordlists import words

STATE_OFFICES = words(
    """
    president minister premier chancellor king queen emir amir sultan monarch taoiseach tanaiste pm fm eam
    ambassador envoy secretary secretary-general secretary-generals counterpart president-elect consul
    diplomat commissioner negotiator spokesman spokeswoman spokesperson vice-president vice-premier
    vice-minister aide adviser advisor leader regent governor-general speaker lawmaker senator mp mep
    legislator congressman congresswoman admiral marshal commander sherpa undersecretary
    under-secretary-general high-representative viceroy potus plenipotentiary
    """
)
"""Whoever bears one with a country speaks for that country."""

OTHER_OFFICES = words(
    """
    head chief chair chairman chairwoman chairperson director director-general mayor governor ceo cfo coo
    cto founder co-founder co-chair coach manager captain judge justice prosecutor attorney-general
    magistrate general solicitor-general commandant superintendent inspector-general comptroller treasurer
    whip councillor councilor councilman councilwoman alderman deputy official representative rapporteur
    coordinator administrator registrar principal dean rector provost vice-chancellor vice-chairman
    vice-chair vice-mayor editor editor-in-chief publisher economist professor scientist bishop archbishop
    cardinal patriarch imam ayatollah mufti rabbi prelate ombudsman auditor-general member candidate nominee
    president-designate lieutenant-governor sheriff constable commissioner-general premier-designate pontiff
    pope dalai boss tsar czar negotiators lama chieftain warlord quarterback
    """
)
"""Of a country or of anything else: a company, a city, a court."""

OFFICES = STATE_OFFICES | OTHER_OFFICES

PLURALS = {
    **{f"{word}s": word for word in OFFICES},
    "spokesmen": "spokesman",
    "chairmen": "chairman",
    "secretaries": "secretary",
    "deputies": "deputy",
    "envoys": "envoy",
    "secretaries-general": "secretary-general",
    "mps": "MP",
    "pms": "PM",
    "ceos": "CEO",
}

ABBREVIATED = words("pm fm eam mp mep ceo cfo coo cto")
"""A spelt-out office is the better one to show."""

RANKS = words(
    """
    gen gen. lt lt. lt.-gen. lt-gen maj maj. maj.-gen. col col. capt capt. cmdr cmdr. adm adm. sgt sgt. brig
    brig. brigadier lieutenant lieutenant-general major major-general colonel sergeant corporal private cpl
    cpl. field-marshal commodore gov gov. sen sen. rep rep. amb amb. prof prof. insp insp. supt supt. rev
    rev. fr fr. const const. detective inspector officer
    """
)
"""Offices only where no other is told."""

HONORIFICS = words(
    """
    mr mr. mrs mrs. ms ms. miss mx mx. dr dr. sir dame lord lady baroness baron sheikh sheikha shaikh shaykh
    sheik hon hon. honourable honorable rt rt. right excellency highness majesty madam madame mme monsieur
    m. señor senor señora senora don dona haji hajj hajji alhaji chief-justice ustaz maulana mullah shri smt
    smt. tun tan tan-sri datuk dato dato' datin seri engr engr. h.e. hrh hm hh father sister brother mother
    tengku tunku hajia barr barr. lic. ing. eng. adv. atty. arq. comrade pastor reverend prince princess
    duke duchess count countess earl crown sayyid nana oba ooni asantehene begum md md. emperor empress imam
    sahib babu hon'ble lg rear host ex-president
    """
)
"""Before a name, and no office: though a crown prince's is one, see `ROYAL`."""

ROYAL = words("prince princess crown duke duchess")
"""Honorifics that are shown as the office where no other is told."""

PERSONS = words(
    """
    ruler     actor actress activist analyst artist athlete attorney author billionaire blogger businessman
    businesswoman campaigner colleague columnist comedian commentator composer correspondent critic designer
    dissident doctor entrepreneur expert farmer father filmmaker footballer forward goalkeeper guitarist
    historian husband wife son daughter brother sister investor journalist lawyer barrister midfielder
    mother musician novelist nurse oligarch painter partner philosopher photographer physician pilot player
    poet politician producer psychologist rapper reporter researcher resident rival scholar screenwriter
    singer sociologist star student striker defender teacher teammate tycoon veteran victim volunteer winger
    winner witness writer nephew niece uncle aunt grandfather grandmother cousin widow mogul magnate
    playwright sculptor swimmer boxer golfer sprinter cyclist dictator president-in-waiting premier-elect
    champion opponent predecessor successor protege confidant ally friend supermodel model dancer biologist
    geologist epidemiologist virologist astronaut cosmonaut engineer architect archaeologist anthropologist
    conservationist environmentalist naturalist peacemaker whistleblower gunman suspect detainee fugitive
    preacher cleric priest monk nun theologian fellow parliamentarian translator carver linguist laureate
    nominee speechwriter lobbyist landlord tenant neighbour neighbor classmate comrade strongman kingpin
    militant incumbent challenger contender skipper bowler batsman batter all-rounder wicketkeeper pitcher
    goalscorer directors actors candidates brothers sisters daughters sons activists journalists researchers
    authors writers lawyers singers players stars analysts experts students teachers
    """
)
"""They introduce a person and are no office."""

MODIFIERS = words(
    """
    deputy vice first second third prime foreign external internal interior home defence defense finance
    financial economic economy affairs development trade commerce commercial industry industrial energy oil
    petroleum gas power mines mining mineral minerals health education higher science technology digital
    information communications communication telecommunications telecom transport transportation railway
    railways aviation infrastructure housing urban rural agriculture agricultural agrarian food fisheries
    forestry forest environment environmental climate ecology water resources tourism culture cultural sport
    sports youth labour labor employment social welfare family women justice legal law planning investment
    treasury budget revenue taxation security intelligence army navy naval air force forces military police
    border immigration migration parliamentary presidential cabinet state national federal regional
    provincial municipal local general senior junior chief executive managing special permanent acting
    interim caretaker transitional outgoing incoming former ex late then-prime supreme paramount crown
    honorary joint principal main top lead assistant associate under political press media policy human
    humanitarian rights relief refugee refugees central bank monetary election electoral campaign opposition
    party parliament senate house congress majority minority union trades international world global
    european foreign-policy nuclear peace reconstruction cooperation integration relations attorney
    solicitor advocate public service services civil administration administrative constitutional diplomatic
    private high joint-chiefs staff secretary minister ministry department office prime-minister
    vice-president consumer market competition disarmament counter-terrorism counterterrorism cyber space
    research innovation small business enterprise enterprises works land lands veterans religious islamic
    endowments hajj emergency situations disaster management natural strategic governor spokesperson council
    commission committee secretariat government court parliamentary-affairs co-operation petrochemicals
    petrochemical coal steel textiles chemicals fertilizers heavy road roads highways shipping ports
    maritime hydrocarbons population gender equality children community communities democratic republican
    conservative liberal socialist unionist labour-party green communist republic undersecretary
    under-secretary negotiating negotiator non-executive vice-chief supply chain mideast middle-east east
    west north south
    """
)
"""What may stand between a country and the noun of an office, and belongs to the office."""

LOOSE = words(
    """
    new newly appointed elected re-elected then long-time longtime long-serving veteran powerful current the
    its their his her our visiting embattled influential ousted deposed exiled jailed designate ailing
    populist hardline reformist pro-western far-right far-left right-wing left-wing centrist
    """
)
"""Between a country and an office, and no part of it."""

NOT_IN_OFFICE = words(
    "former ex late ousted deposed exiled opposition rebel separatist party jailed union candidate shadow"
)
"""Whoever bears such an office does not speak for the country."""

SPEAKING = words(
    """
    said says told tells added adds explained explains noted warned warns urged urges asked asks tweeted
    argued argues insisted recalled wrote writes stressed emphasized emphasised declared replied
    acknowledged admitted commented lamented joked met meets visited visits arrived thanked greeted
    congratulated praised hailed spoke speaks attended attends was-born died resigned resigns testified
    travelled traveled believes thinks knows plays played scored starred stars whose who himself herself
    hopes recounted remembers quipped retired graduated
    """
)
"""After two or three capitalised words that nothing else explains: a person did it."""

WEAK_TITLES = words(
    """
    lg count don dona nana madam lady lord dame babu rear host md md. brother father mother sister major
    private const const. fr fr. officer rep col col. comrade general haji baron earl crown duke
    """
)
"""Before a single capitalised word they are something else as often: Lady Gaga, Major League."""

LOOSE_IN_APPOSITION = words(
    """
    leader partner player rival winner champion producer publisher investor manager ruler ally opponent star
    member contender candidate nominee head boss captain defender forward friend neighbour neighbor
    successor predecessor incumbent official deputy
    """
)
"""After a comma they describe a company or a team as well as a person."""
