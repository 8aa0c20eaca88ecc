"""Capitalised words that are no part of a person's name. All lower case."""

from bot.extraction.wordlists import words

MONTHS_AND_DAYS = words(
    """
    apr april aug august dec december feb february fri friday january jul july jun june mar march may mon
    monday nov november oct october sat saturday sep sept september sunday thu thursday tue tuesday wed
    wednesday
    """
)

FUNCTION_WORDS = words(
    """
    a about above according accused across additionally adds advertisement africa african africans after
    afterwards again against ago agrees ahead aims all almost along already also although always am american
    americans americas amid amidst among an and announces another antarctica anti any apart appoints
    approves arab arabic arabs are around arrested arrests as asia asian asians asked asks at attacks
    australian away back backs bans based beats because been before begins behind being below besides
    between beyond big billion blames blasts blocks bomb bombs boosts born both brazilian breaking breaks
    brings british buddhist builds but by calls came can can't canadian cannot caribbean category catholic
    catholics certainly change charges chinese christian christianity christians citing claims clearly
    closes comment comments concerning condemns confirms contact copyright coronavirus could covid crash
    crisis currently cuts dead deal deals dear death defends demands denies despite did didn't dies discuss
    discusses do does doesn't doing don't done down during dutch each earlier early eastern ebola editor
    egyptian eight either elected eleven else ends english europe european europeans evangelical even
    eventually ever every everybody everyone everything exclusive expects faces fails falls fearing fears
    few fifth fight fights file filed final finally finds fires first firstly five following for former
    fortunately found four fourth french from full further gains generally german germans get gets ghanaian
    given gives go going good got great greek grows had hails has have having he he's heads hears hello help
    helps hence her here hers herself hi high him himself hindu hindus his hispanic hits holds hopefully
    hosts how however hundred i i'm if image image: images in including increases indeed indian indians
    inside instead internet into invites iranian ironically is islam islamic isn't israeli israelis it it's
    its itself jailed japanese jew jewish jews joins judaism just keeps kenyan killed kills known korean
    kurdish kurds last lastly late later latin latino launches leads least leaves less let let's like
    likewise long look looking loses low make makes making many maybe me meanwhile meet meeting meetings
    meets mexican mideast might million more moreover most mostly much muslim muslims must my myself names
    naturally near nearly needs neither never nevertheless new news next nigerian nine no nobody non none
    nonetheless nor normally northern not note nothing noting now obviously oceania of off offers often oh
    ok okay old on once one only onto opens opinion or orders originally orthodox other others otherwise our
    out outside over overall own pakistani palestinian palestinians part particularly pays per perhaps photo
    photos picture pictured plan plans please pledges post posted praises pre prepares presents previously
    pro probably promises protestant published pushes quite race raises rather reaches read really receives
    recently regarding rejects related releases removes replaces report reporter reporting reports resigns
    resumes returns reveals right rises rules runs russian russians said same saw say says second secondly
    see seeks seemingly seen sees sells sends sentenced set sets seven several shall share shares she she's
    shia shiite short should show showing shows signs similarly simply since six slams small so some someone
    something sometimes soon source sources southern spanish speaking speaks specifically starts stays still
    stops story subsequently such suddenly summit summits sunni supports supposedly sure surely take takes
    talks tells ten tests than thank thanks that that's the their them then there there's therefore these
    they they're thing things third thirdly this those though thousand threatens three through throughout
    thus time times title to today together tomorrow tonight too toward towards traditionally trial tries
    trip turkish turns twelve two typically ukrainian ultimately under undoubtedly unfortunately unlike
    until unveils up update updated upon urges us use used using usually very via video view visit visits
    votes vows want wants war warns wars was watch we we're welcomes well went were western what what's
    whatever when where whereas whether which while who whole whom whose why will wins with within without
    won won't working would writing yes yesterday yet you you're young your
    """
)
"""Words of the language that sentences and headlines begin with, and names of peoples."""

THINGS = words(
    """
    abbey abc aboriginal academy accord accords act action adventure advocate affairs afp african agency
    agenda agreement airbus airlines airport airways al-qaeda aljazeera alliance amazon ambassador amendment
    anthem ap app apple arch archive archives area arena army art arts asian assembly associates association
    athletic atlantic atoll authority avenue award awards back ball band bank banks base basilica basin
    battalion battle bay bbc beach belt bible biennale bill bloc block blog bloomberg blvd board boeing book
    books border borough boulevard boys brewery bridge brigade broadcasting bros brothers building bulletin
    bureau bus business cabinet cafe campus canal capital care carnival cartel casino castle cathedral cave
    cbs cell cemetery center centre century chamber championship championships channel chapel charity
    charter christmas chronicle church cinema circle circuit city civil classic clinic club cnn co coalition
    coast code college colony command commission committee committees commonwealth communications communist
    communities community companies company compound computer confederation conference congress
    congressional conservation consortium constitution constitutional construction consular consulate
    consulting convention cooperation coronavirus corp corporation corps corridor council country county
    coup course court courts covid creek crisis critics crown cup currency daily data day days defence
    defense delta democracy democratic democrats department desert deserts development dialogue digest
    diocese directive directorate district divas division diwali diwas doctrine dome drive dynamics dynasty
    eagles earth east easter echo economic economics economy edition education eid election elections
    electric electricity embassy empire employment energy engineering enterprise enterprises entertainment
    environment environmental episode era estate estates european eve evening events everest exchange
    executive exhibition expo export express facebook facultad fair falls farm farms federal federation
    festival fighters film films final finals finance financial firm fm football force forces foreign forest
    fort forum foundation fox free front fund funds future gallery game games gang garden gardens gas gate
    gates-foundation gazette general girls glacier global gold golf google government governorate grand
    group groups growth guard guardian guards guild gulf hall hamas hanukkah haram harbor harbour
    headquarters health heights herald heritage hezbollah highway hill hills hindutva history holding
    holdings holiday home hospital hostel hotel hotels house housing houthi houthis human hurricane imports
    inc independent index indigenous industrial industries industry information infrastructure initiative
    initiatives inn innovation instagram institute institution institutional insurance intelligence interior
    international internet investment investments isis island islands isle jail jazeera journal judiciary
    junction jury justice kingdom lab labor laboratories laboratory labour lake lakes land lands lane law
    laws league legal legislative legislature liberation libertad library limited line lions llc lodge ltd
    mafia magazine mail mall management manor march marina marine maritime market markets mayor media
    medical medicine memorial meta metro metropolitan microsoft mile military mill mills mine mines mining
    minister ministerio ministry mission mobile monastery monitor monument mosque motor motors mount
    mountain mountains movement museum music nation national nations natural nature navy nbc net netflix
    network networks newspaper newspapers night nights north northern northwest nuclear observatory observer
    occupied ocean office oil olympiad olympic olympics olympique open opera operation operations opposition
    orchestra order organisation organisations organization organizations organs pacific pact palace
    pandemic panel parish park parks parliament parliamentary partners partnership party pass path peace
    peak peninsula people peoples petroleum pharma pharmaceuticals pharmacy phase philharmonic pictures
    pipeline plains plan planet plateau platform plaza pledge point police policy politics polytechnic pond
    pool port post power premier presidency presidential press prime prison prize product production
    productions products program programme programs project projects prophet proposal prosecution
    prosecutor's protocol province provincial public publications publishing qaeda qualifiers quarter queen
    quran race radio rail railway railways rainforest ramadan ranch range records red referendum reform
    refugees regiment region regional register registry relations report republic republican republicans
    research reserve reservoir resident resistance resolution resort resources restaurant retail reuters
    review revolution revolutionary rice ridge right rights ring river road roads room rovers rugby rural
    saga sanctuary satellite school schools science sciences sea season secretariat secretary sector
    security semifinal senate series service services settlement shabaab shield ship shipping shopping shore
    show social socialist society software solar solidarity solutions south southeast southern southwest
    space special spirit sport sports spring square stadion stadium standard star stars state states station
    statistics stock store stores storm strait strategic strategy street streets strip studio studios study
    sub-saharan summer sun super supporters supreme survey swamp symphony system systems taliban task tass
    tax taxi team tech technological technologies technology telecom television temple terminal territories
    territory tesla thanksgiving theater theatre theory tides tigers title torah tour tourism tournament
    tower towers town township trade trading trail transit transition transport transportation treasury
    treaty tribe tribes tribunal tribune trophy trust tunnel tv twitter uber union unions unit united
    universe universidad universities university urban vaccine vallarta valley variant vatican vice victims
    village virus volcano wanderers war ward warehouse wars watch water waters way wealth web week weekly
    welfare west western whatsapp wildlife wing winter women work workers works workshop world worldwide
    xinhua yard year years youth youtube zone zones zoo
    """
)
"""Nouns of organisations, places, buildings, laws, works: two words that hold one are no person."""

PLACE_FIRST = words(
    """
    abu addis bandar burkina cape central costa cote côte east eastern el fort grand greater guinea ho hong
    isla islas ivory kuala la lake las le les los lower mount mt mt. new north northern nova nueva nuevo old
    phnom port puerto ras rio saint san santa santo sao sierra south southern sri st st. são tel upper villa
    west western
    """
)
"""First words of places, which no given name is."""

SURNAMES_TOO = words(
    """
    abbott baker ball banks battle beach bell best bishop black book brothers burns bush case cash chambers
    chase church cook court crown dame day duke earl early farmer father field fields fine first fish ford
    fox frost gas gates good gore grant green guard hall hard hill hope hunt judge justice king knight lake
    last law lines little long lord love major march marshal marshall may mills moon nation north page park
    parks pence pope post power powers press price prince read rice rich rivers royal say second sharp short
    singer small speaker star stone strong sultan summer summers walls want waters west wills winter winters
    wolf young
    """
)
"""Family names too where nothing but a given name stands before."""
