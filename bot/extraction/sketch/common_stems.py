"""How common the stems of news are: what is known of them before the bot has seen any.

Counted as the mean share of documents over newswire of the eighties, world newswire, feed items of 15
outlets and one-sentence reports of world events by day, so that no one of them says what is common. Rarer
stems are not listed.
"""

from bot.extraction.wordlists import words

RARE = 0.004
"""Share of the documents that hold a stem that is not listed, a name say."""

_BANDS = (
    (
        0.25,
        """
        country first govern includ last minist national new news people president report said state
        three time unit year
        """,
    ),
    (
        0.11,
        """
        accord added allow among announc area around article back call case china city company day
        develop due expect five follow form found four general group high international issu july
        kill lead least like local long made make many market meet memb million ministry month
        nation near need now official open order part plan police post prime public recent record
        right says second security show since south start stat support take today told via week well
        work world
        """,
    ),
    (
        0.055,
        """
        able accus acros action africa agency ago agree alleg already america american anoth april
        arrest asked attack attempt authorit bank based become billion board bring build busines
        came campaign capital caus cent central change charg chief children chinese claim close come
        commission committee community compan concern confirm continu continue control corp council
        countr court current daily days dead deal death decision demand depart despite director
        district earli early economic economy effort eight election end establish european even
        event executive explain face fami fight final financial find fire food forc force foreign
        free friday full fund furth future get give global good great hand head health held help
        history hold home hour house howev human important inc increas increase india industry
        inform injur interest invest involv israel israeli issue japan june know known korea land
        large largest later launch law led left level life limit live look loss main major making
        man manag manage march mark mean media military monday morn move name net next non north
        numb offer offic office old oper opposition organiz party past period person place play
        point political position power pres present pric private proces project protest provid
        province rate reach read real receiv region relat remain result return russia russian sale
        say saying school secretary sector see seek sell servic service set seven several shar share
        sign six small social source speak still stock strong student sunday suspect system taken
        taking talk team term test third thousand took top total toward trade tuesday turn union
        university use used visit want war washington way wednesday west within without won
        yesterday york
        """,
    ),
    (
        0.028,
        """
        accept acces account achieve act activist activit adding addition additional administr
        affair affect afp african age agre agriculture ahead aid aimed air align almost along alt
        although alway amid amount announce annual anti appeal appear applic appoint approach approv
        arab arabia argentina armed army asia assemb associ associat attend august australia
        australian authority available average award away base became becom began begin behind
        believ benefit best bett big biggest bill bin block body bomb book boost bord brazil break
        british budget built camp canada car care carr carry cash cause centre ceremony certain
        chairman challeng chang charge citizen civil civilian clear climate clos coast coming
        command comment commercial commit committ common communit compar complet complete condition
        conduct conference conflict congres consider construction contact contain contract cooper
        corruption cost count cover crash creat create credit criminal crisi critical cultural
        culture custom cut data date debt decad decemb decid declar defeat defence defense deliver
        democracy democratic deni deputy design detail died different digital direct discus dollar
        domestic don donald done driv drug earn east eastern educ effect effective elect emergency
        employ ended energy english enough ensure enter environ especial estimat europe ever every
        example exchange exist expand experienc experience export express extend facing fact fail
        fall famil far farm february federal feel fell field file filed finance firm flight flood
        focu forward fourth france freedom french friend front fully gain game gas gaza german
        germany given giving goal going gold governor grant ground grow growth half happen hard
        heavy herald highest hit hope hospital host huge hundred idea identif illegal immediate
        impact implement import improve incident include income independent indian indicat indigenou
        infrastructure initial initiative instead institute institution interview investig investor
        iran iraq island january japanese join joint jpg justice keep key kingdom korean late latest
        leadership learn leav leave legal less light line link list little living loan locat london
        los lost low lower ltd maintain margin match material matt meanwhile measur medical medium
        men met mexico middle miss money much murd named nationwide natural necessary network never
        night nine northern note noted novemb nuclear octob oil ongo online operat opportunity
        organis outside owned paid pakistan palestinian pandemic park parlia particular partn
        partnership pass pay payment peace percent perform personal plac plann plant platform policy
        politic poll poor popul popular port positive possible potential prepar presidential
        pressure prevent preview previou previous price prison problem produc product production
        profit program progres promot promote propos prosecutor protect protection provide publish
        push put quart question rais range reason recall reduce reform regard regional reject
        relation relationship releas release represent republic request requir require research
        resident resign resourc respond response reveal review rise risk river road role rose rss
        rule ruling run san saturday saudi saw scmp sea season seem seen self senior sent sentenc
        septemb seri serv session severe ship shoot short shot shr side significant similar single
        site situ society sold soldi someth son soon sourc southern space special speech spend
        spokesman sport spread staff stand standard star station stay step stop stor story strategic
        strategy street strengthen strik strike study style successful supreme suspend syrian taiwan
        target tax teach technology tell ten territory thank thing think threat threaten throughout
        thumbnail thursday title togeth toll tourism town trad traditional train transport travel
        treat trial troop trump trying ukraine using utm value variou vice victim video view vote
        warn water weapon went western wheth white whose wide win winn wins woman women worth yet
        young
        """,
    ),
)

_SHARES = {stem: share for share, stems in _BANDS for stem in words(stems)}


def usual_share(stem: str) -> float:
    """Of all documents of news the share that holds the stem, 0 to 1."""
    return _SHARES.get(stem, RARE)
