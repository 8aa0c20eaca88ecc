"""Given names that many bear: two or three capitalised words that begin with one are a person."""

from bot.extraction.wordlists import words

GIVEN_NAMES = words(
    """
    aaron abdalla abdel abdelaziz abdelfattah abdelkader abdelmadjid abdirahman abdou abdoulaye abdul
    abdulaziz abdulla abdullah abdullahi abdulrahman abebe abel abena abhishek abhisit abigail abiodun abiy
    aboubacar abraham abu abul achim ada adam adama adamu adel adela adelaide adele ademola aditya adnan
    adolfo adolphus adrian adriana adrienne adwoa aecio afonso agathon agnes agnieszka agustin ahmad ahmed
    ahmet aicha aidan aiko aileen aimee airlangga aisha aishwarya aiyaz ajay ajit akbar akhilesh akihito
    akin akinwumi akio akira akosua aksel akylbek alain alan alana alassane alastair alban albert alberto
    alec alejandra alejandro aleksandar aleksander aleksandr aleksandra aleksei alena alessandra alessandro
    alex alexander alexandra alexandre alexandru alexei alexey alexis alfonso alfred alfredo ali alice
    alicia alikhan alina aline alioune alison alistair aliyu allan allen allison almazbek alok alonso alpha
    alvaro alvin alyssa ama amadou amal amanda amar amara amartya amaury amber amelia amelie amina aminata
    aminul amir amit amitabh amos amr amy ana anand ananya anas anastasia anders andre andrea andreas andrei
    andrej andres andrew andrey andriy andrzej andy anett angel angela angelica angelina angelo angie angus
    anies anika anil anisul anita anja anjali ankit ann anna annabel annalena anne annegret annette annie
    anoop ansar anthony antoine anton antonella antoni antonia antonin antonio antonis antony anura anurag
    anutin anwar apollinaire ararat archana archibald ariana arif armando armen armin arne arnold arsen
    arseniy artem arthur arturo arun arvind arzu asad asaduzzaman asanda asha ashish ashley ashok ashraf
    asia asif asim askar aslan asma astrid ataur athanasios atiku audrey augustin augustine augusto aung
    aurelien aurora austin avi avigdor aviv axel ayesha ayman aymen ayodele azali aziz azmin azza babajide
    babatunde baburam badrul bakhtiyar bakhtiyor bakili balazs balram bamidele barack barbara barnaby bart
    barthelemy bartosz bashar bashir basil bassam bassirou basuki battsetseg beata beatrice beatriz belinda
    ben benazir benedict benigno benito benjamin bennett benny benoit bernadette bernard bernardo bernd
    bernie berta bertrand beth betsy bettina betty beverly bhagwant bharti bhupender bhupendra bhupesh
    bianca bidzina bilal bill billy bimal bimalendra biman binali bingu binyamin biren birtukan bjorn blaise
    blake bob bobby bobi bogdan bohdan bola bongbong boris borut boubacar boyko brad bradley brahim brajesh
    brandon brenda brendan brent bret brett brian bridget brigitte brooke brooklyn bruce bruna bruno bryan
    bryce bukola burak byron cairo caitlin caleb calvin cameron camila camilla camille candace carina carl
    carla carlito carlo carlos carmen carol carole carolina caroline carolyn carrie casey caspar cassandra
    catalina catarina caterina catherine cathy cecile cecilia celeste celia celina celine cellou celso cem
    cesar chad chafia chaim chand chandra chandrababu chandrika channing chantal charlene charles charlie
    charlotte chelsea cherif cheryl chester chiara chidi chika chinedu chinua chinwe chloe chris christa
    christian christiana christiane christina christine christoph christophe christopher christos chuan
    chuck chukwuemeka cindy ciro claire clara clarence clarissa claude claudia claudine claudio clayton
    clement cleo cliff clifford clint clinton clive clyde cody cole colette colin colleen colm connie connor
    conor conrad constance constantin constantine constantino consuelo cora cordelia corey corinne corneille
    cornelia cornelius courtney craig cressida cristian cristiano cristina crystal cupertino curtis cynthia
    cyprien cyril cyrus dace dagmar daisuke daisy dakota dalia dalila dallas damian damien damir damon dan
    dana daniel daniela daniele danielle danilo danny dante daphne dapo daria dariga dario darius dariusz
    darko darlene darren darryl daryl dave david davide davis davit dawn dean debbie deborah debra
    debretsion declan deepak deepika deepti dejan delfin delia delphine demeke demetrio denis denise dennis
    denver denys derek deron desiree desmond devendra dharmendra diana diane didier diego dieter digvijay
    dilip dilma dimitar dimitri dimitrios dimitris dina dinesh dino diogo dirk divya djamel djibril dmitri
    dmitriy dmitro dmitry dmytro dolores dominic dominik dominique domitien don donald donatella donna dora
    dorin doris dorji dorothy doug douglas dragan drew driss droupadi duarte dudley dullas duncan durga
    dusan dustin dwayne dwight dwikorita dylan earl ebo ebrahim ebru eddie eddy eden edgar edgardo edgars
    edi edith edmon edmond edmund edna edoardo eduard eduardo edward edwin edwina efrain efua egils egor
    ehud eileen eitan ekaterina eknath ekow ekrem elaine eleanor elena elham eli elia elias elif elijah elin
    elina elinor elisa elisabeth elise elissa eliud elizabeth ella ellen ellie elliot elliott elmar elmer
    eloise elon elsa elvin elvira elvis emeka emil emile emilia emilie emilio emily emine emma emmanuel
    emmerson emomali enamul enda engin enoch enrico enrique enver enzo ephraim eric erica erich erick erik
    erika erin erkki erlan erna ernest ernesto ernst erol errol ersin erwin esperanza esteban estela estelle
    esther ethan etienne eugene eugenia eugenio eunice eva evan evangelos evans evariste evaristo eve evelyn
    evgenia evgeny evo ewa eyal ezekiel ezra fabian fabiana fabien fabio fabrice fabrizio fadi faisal faiz
    farah fareed farhan farida farooq farouk faruk fatih fatima fatma fatmata fatou fatoumata fattah faure
    faustin fauzia fawzia fayez federica federico felicia feliciano felicien felipe felix femi ferdinand
    ferenc fernanda fernando festus fiame fidel filip filipe filippo finn fiona fletcher flora florence
    florian florin floyd folasade forrest fouad frances francesca francesco francine francis francisca
    francisco francois francoise frank frankie franklin franz franziska fraser fred freddie freddy frederic
    frederick frederik fredrik freya friedrich fritz fuad fumio furkan gabor gabriel gabriela gabriele
    gabriella gabrielle gaetano gail galina ganesh ganjar gareth garfield garry gary gaston gaurav gautam
    gavin gbenga gbolahan gedu geert gemma gene geneva genevieve geoff geoffrey george georges georgette
    georgi georgia georgina georgios gerald geraldine geraldo gerard gerardo gerd gerhard gerry gert
    gertrude getachew ghassan ghulam gianni gibran gideon gil gilad gilbert gilberto gilles gillian gina
    ginger giorgi giorgia giorgio giorgos giovanni girish girma gisela gita gitanas giulia giuliano giulio
    giuseppe gladys glenda glenn gloria godfred godfrey godswill godwin gonzalo goodall goodluck gopal goran
    gordon gotabaya graca graeme graham grant greg gregg gregor gregorio gregory greta gretchen griffin
    grzegorz guadalupe guenter guido guilherme guillaume guillermo gulnara gunnar gunter guoqiang gurbanguly
    gus gustav gustavo guy gwen gwendolyn gwyneth habib habibur hadi hadja hage haider haile hailemariam
    hakainde hakan hakeem haley halima halina hamad hamadi hamdan hamed hamid hamilton hamza hana hani hanna
    hannah hans hansjorg hardeep harini haris harish harold haroun harriet harris harrison harry harsh
    harsimrat haruhiko haruna harvey hasan hasanul hasina hassabo hassan hatem hazel heather hector heidi
    heiko heinrich heinz helen helena helene helga helle helmut hemant hemedti hendrik henri henriette
    henrik henrique henry herbert heriberto herman hermann hernan hernando hicham hikmet hilary hilda
    hillary himanta hipolito hiroko hiroshi hiroyuki hisham hishammuddin horacio horst hosni hossein houda
    houston howard htin hubert hugh hugo hugues humberto humphrey hun husain hussain hussein hyacinth iain
    ian ibrahim ibrahima ichiro ida idris idriss idrissa ieva ifeanyi ifeoma ignacio ignatius ignazio igor
    ihar ike ikechukwu ilham ilia iliana ilir ilkka ilya imad iman imee imran imre ina inacio india indira
    indra ineke ines inga inger ingrid inna inoussa ioana ioannis ion iqbal ira iraj irakli irena irene
    irina iris irma irving iryna isaac isabel isabela isabella isabelle isaias isha ishaq ishmael isidro
    isko ismael ismail ismat ismet israel issa issaka istvan itamar itzhak ivan ivana ivanka ivar ivica ivo
    ivonne ivor izabela jaap jacinda jack jackie jacob jacobo jacqueline jacques jade jafar jagan jahangir
    jaime jair jairam jairo jake jakob jakov jakub jalal jamal james jameson jamie jamil jan jana jane janet
    janez jani janice janine janis janos janusz jared jaroslaw jasmin jasmine jason jasper javad javed
    javier jawad jawaharlal jay jaya jayant jayden jayne jean jeanette jeanine jeanne jeb jeenbek jeff
    jeffrey jelena jen jenifer jennie jennifer jenny jens jeremiah jeremy jerome jeronimo jerry jesper jesse
    jessica jessie jesus jeyhun jie jigme jill jim jimena jimmy jitendra jo joachim joan joana joanna joanne
    joao joaquin jocelyn jochen jody joe joel joelle joerg johan johann johanna johannes john johnnie johnny
    joice joko jokowi jolanta jomo jon jonas jonathan jordan jordi jorg jorge jose josef josefina joseph
    josephine josh joshua josiah josip joyce jozef juan juana juanita judith judy juha jukka jules julia
    julian juliana julianne julie julien juliet julieta juliette julio julius jun junaid june junichi junior
    jurgen justin justina justine justyna jusuf jutta jyoti jyotiraditya jyrki kabir kadri kais kaitlyn kaja
    kalyan kamal kamala kamel kamil kamla kamrul kaoru kapil karan karel karen karim karin karina karine
    karl karla karol karolina karoline karsten kasim kasper kassim kassym kasthuri katarina katarzyna kate
    katerina katharina katharine katherine kathleen kathryn kathy katia katie katja katrin katrina katy
    kausea kavita kay kaya kayode kazi kazuki kazuo keiko keir keith kelechi kelly kelvin kemal kemi ken
    kendra kenji kenneth kenny kent kenya kerri kerry kerstin kevin keylor khadija khairy khaled khaleda
    khalid khalifa khalil khin khurelsukh khurram kieran kim kimberly kingston kipchoge kiran kiren kiril
    kirill kirsten kirstie kishore kiyoshi kizza klaas klara klaus klemen koffi kofi koichi koji kojo kokhir
    konrad konstantin konstantinos kosta kostas kris krishna kristalina kristen kristian kristin kristina
    kristine kristof kristrun kristy krzysztof kumar kunal kunle kurt kushal kwabena kwaku kwame kwasi kwesi
    kyaw kyle kylie kyriakos kyrylo lachlan lakshmi lala lalit lance lanre larissa larry lars lasha lasse
    laszlo latifa laura lauren laurence laurent laurentino lauri laurie lavinia lawrence layla lazarus lea
    leah leandro lee leela leif leigh leila lena leni lennart leo leon leona leonard leonardo leonel leonid
    leonidas leonor leopoldo leroy lesley leslie leszek leticia levan levi levon levy lewis leyla lia liam
    libby lidia liesbeth ligia lila lilia lilian liliana lillian lily lina linas lincoln linda lindiwe
    lindsay lindsey linus lionel lisa lisbeth lise liviu liz liza lloyd loic lola london loren lorena
    lorenzo loretta lori lorna lorraine lothar lou louay louis louisa louise lourdes luc luca lucas lucia
    luciana luciano lucie lucien lucinda lucio lucy ludmila ludovic ludwig luhut luigi luis luisa luiz luiza
    luka lukas lukasz luke lula luminita lutfur luther lutz luz lydia lyle lyn lynda lynette lynn lyonpo
    lyudmila maarten mabel macky madeleine madeline madhav madhu madhur madison mads mae magda magdalena
    maggie magnus maha mahamadou mahamat mahamudu mahathir mahbub mahdi mahesh mahfuz mahinda mahmood
    mahmoud mahmud mahmudul mahnaz maia maite maithripala maja majid makhdoom malala malcolm malik malin
    mallikarjun mamadou mamady mamata mamoun mamuka manal manasseh mandla mandy manet manfred manish
    manmohan manny manoel manoj manolo mansoor mansour mansukh manu manuel manuela maram marama marc marcel
    marcela marcelin marcello marcelo marcia marcin marcio marco marcos marcus maren margaret margarida
    margarita margherita margot margrethe margus mari maria mariam mariama marian mariana mariann marianne
    mariano marie mariella marielle marija marika marilyn marin marina marine marino mario marion maris
    marisa marise marisol mariusz mariya marjorie mark markku marko markus marlene marlon marsha marta
    martha martin martina martine marty marvin marwan mary maryam maryna masha mason masood masoud massimo
    mateo mateus mateusz mathew mathias mathieu mathilde matias matt matteo matthew matthias matthieu matti
    mattias maud maumoon maura maureen maurice mauricio maurizio mauro max maxim maxime maximilian maximo
    maxine maya mayawati mayra mazen mbaye megan megawati meghan mehbooba mehdi mehmet mehriban mel melania
    melanie meles melinda melissa melody melvin memphis mercedes meredith mette mevlut mher mia micah
    michael michaela michal micheal michel michele micheline michelle michiko mickey miguel mihaela mihai
    mikael mike mikhail mikheil mikko mikolaj mikulas mila milan mildred milena milica milo milorad milos
    milton minna minoru mira miranda mireille mirella miriam mirjana miro miroslav mirza misha mitch
    mitchell mitsuko miyuki mizael mizanur mo modeste moeketsi mofazzal mohamad mohamed mohammad mohammed
    mohamud mohan mohit mohsen mohsena mohsin moinul moira moise mokgweetsi molly mona monica monika monique
    monir montana montserrat morgan morgane moritz morris morten mosaddek moses moshe mourad moussa muammar
    mudathir mugur muhammad muhammadu muhyiddin mujibur mukesh mukhisa mukhtar mulatu muna munir murad
    murali murat muriel murray musa mustafa mustapha mwai mwigulu mya myint mykhailo mykola myra myriam
    myrna myron nabil nada nadezhda nadia nadine nadir naeem nafisa nagaraj naguib nahid nahla najat najib
    nala namal nana nanaia nancy nandee nandini nangolo naomi naoto nape narayan narendra narges nasir
    nasrin nasser nat natalia natalie nataliya natasha nate nathalie nathan nathaniel naveen navin nawaf
    nawaz nayib nazanin nazrul neal ned neelam neha neil neiphiu nelly nelson nerea nestor netumbo nevena
    nevers neville ngozi ngugi nguyen nhial nic nicanor niccolo nicholas nick nicki nicky nicola nicolae
    nicolas nicole nicu nidhi niels nigel nihal nik nika nikhil niki nikita nikki nikol nikola nikolai
    nikolaj nikolaos nikolas nikolay nikos nils nimrod nina nino ninoy nirmala nisha nita nitin nitish nito
    nnamdi noah noel noemi nora norah norbert noriko norma norman noura nouri nuno nur nuria nursultan nurul
    nyamtseren nyan nyesom obaidul obiageli octavio oded odessa odile ofelia okezie ola olaf olaniyi olav
    ole oleg oleh oleksandr oleksii oleksiy olena olexiy olga olha olive oliver olivia olivier ollanta olle
    olli olof olubunmi olufemi olumide oluremi olusegun oluwaseun oluwole om omar omer omprakash onyeka
    oprah orhan oriol orlando ornella orsolya oscar osei osiris oskar osman ossama osvaldo othman otto
    ousmane owen oyvind ozgur pablo paddy padma paetongtarn paige pam pamela panagiotis pankaj paola paolo
    paris parshottam parvez pascal pascale pascual pat patrice patricia patricio patrick patrik patrizia
    patsy paul paula paulette paulina pauline paulius paulo pavan pavel pavlo pavlos pawan pawel pearl pedro
    peggy pekka pema penelope penny per percy perry pervaiz pervez pete peter petr petra petre petri petro
    petronella petros petteri pham phan phil philip philippa philippe phillip phoebe phoenix phumtham
    phyllis pia pier pierluigi piero pierre pieter pietro pilar pinarayi piotr pita piyush polina polly
    prabhat prabowo prachanda pradeep prak prakash pramila pramod pranab prasad prashant prashanth pratibha
    pratik praveen prawit prayut preeti prem priscilla pritam prithviraj priti priya priyanka prosper puan
    purnima pushpa qasim qing quentin quincy quintin rabia rachel rachid rachida radek radoslaw radovan rae
    rafael rafaela rafal rafik rafiq rafiqul rafizi raghav raghuram rahim rahul raila raimundo rainer rainsy
    raisa raj rajan rajat rajeev rajendra rajesh rajiv rajkumar rajnath raju rakesh ralf ralph ram rama
    ramadan raman ramesh ramez rami ramil ramiro ramon ramona ramtane ramzan ramzi randeep rania ranil
    ranjan ranjit raphael raquel rashad rashid rashida ratan raul raveena ravi ravindra ray rayan raymond
    raymonde razan rebecca recep reem reema reena regina reginald regis reiner reinhard reinhold rekha remy
    renata renate renato rene renee retno reuben reuven rex reza rezaul rhea rhonda ricardo riccardo richard
    rick ricky ridwan riek rigoberto riikka rima rina ringo risa rishi rita ritu roald rob robbie robert
    roberta roberto robin robyn rocio rod roderick rodger rodney rodolfo rodrigo roger rohan rohit roland
    rolando rolf roma romain roman romano romina romuald ron ronald ronaldo ronan ronen ronnie rory rosa
    rosalia rosalind rosario rosaura rose rosemary rosen rosie ross rotimi roxana roxanne roy roza ruben
    ruby rudi rudolf rudy ruhul rui rukhsana rumen rupert rupiah ruslan russ russell rustam rustem ruth ryan
    rym ryszard ryu saad saara sabah sabina sabine sabrina sachin sadio sadiq sadyr saeed sahle sahlework
    said saif saifuddin saiful sajid sajith salah salam saleh salem saleumxay salim sally salma salman
    salome saloua salva salvador salvatore sam samantha samar sameer sameh samia samir sammy sampath samuel
    sana sanae sandeep sandiaga sandra sandro sandy sanjay sanjeev sanna santiago santosh sara sarah sarath
    sarbananda sardor sarita sarwar sasha saskia satish satya saul saulos saurabh savannah savas sayed scott
    sean sebastian sebastiao sebastien segun seiji sekouba selahattin selim selma semyon sepp serap serdar
    serena serge sergei sergey sergio serhii serhiy serkan serzh seth seydou seyed seyi shafie shafiqul
    shafqat shahbaz shahid shahin shahram shailesh shamil shamsul shane shankar shannon sharad sharif sharon
    shashi shaukat shaun shavkat shawn sheila shelley sherif sherry sherwin sheryl shigeru shimon shinichi
    shinji shinzo shirin shirley shivraj shlomo shobha shoichi shola shreya shruti shubham shyam siaka
    siaosi siarhei sibusiso siddaramaiah siddharth sidi sidiki sidney sidya siegfried sienna sigmar sigrid
    sigurd siim silas silvana silvia silvio simeon simon simona simone simonetta sindisiwe sindiso siobhan
    sipho sirajul sirojiddin sisi sissoko sitiveni slava slavko slobodan smriti snezana sofia sofie sohail
    sokha solange solomon somchai sonal sonali sonexay sonia sonja sonny sonya sooronbay sophia sophie
    sophonia soraya soren souad soumaila soumya spencer spyros srecko srettha sri sridhar srinivas
    srinivasan stacey stacy stan stanislav stanley stavros stefan stefania stefanie stefano stefanos stein
    stella stephan stephane stephanie stephen steve steven stewart stig stuart subas subhash subrahmanyam
    succes sudha sudhir sue suella suhail sukhbir sukhvinder suleiman suleyman sultana suman sumit sunil
    sunita supriya surangel suren suresh surya susan susana susanna susanne sushil sushma susie suzanne
    suzette suzy svein sven svetlana sviatlana swaran swati sybille sydney syed syeda sylvain sylvester
    sylvia sylvie taban tadeusz tahir tajul takako takashi takele takeo takeshi talal tamar tamara tamas
    tamer tamim tammy tandin taneti tania tanja tanvir tanya tara tareck tarek tareq tariq taro tarun
    taslima tatiana tatyana taur taye tayyip ted teddy tedros tejashwi tendai tengku tenzin teo teodor
    teodoro terence teresa terrence terri terry tess tetsuya thabo thaksin thandi thant thein theo theodor
    theodora theodore theodoros theresa therese thiago thierry thokozani thom thomas thongloun thorsten
    tiago tibor tidjane tigran tilman tim timo timothy timur tina tino tito tiziana tobias toby todd todor
    tofail tokunbo tolu tom tomas tomasz tommaso tommy tomohiro toni tony tor tore torsten toshihiro toshiko
    toshimitsu toufique tova tracey tracy travis tremaine trevor tricia trish tristan troels trond troy
    truong tsai tshering tsutomu tucker tuilaepa tunde tundu tunku turgut tyler tyrone udaya uddhav udo
    uhuru ulf ulises ulla ulrich ulrike ulugbek uma umahi umar umaro umberto umesh urjit ursula usman uzi
    vaclav vadim vadym vahagn vahid valdis valencia valentin valentina valentino valeria valerian valerie
    valeriy valery valon vanessa vanja varun vasil vasile vasily vassilis vasundhara vasyl veerappa venkaiah
    vera verena verona veronica veronika vicente vicky victor victoria vida vidya vienna vijay vijitha vikas
    vikram viktor viktoria viktoriia vinay vincent vincenzo vineet vinod viola violeta virat virgil virginia
    vital vitali vitalii vitaliy vitaly vito vittorio vivek vivian viviane vivien vjosa vlad vladimir
    vladislav vojislav volker volodymyr voreqe vsevolod vuk vuong vusi vyacheslav wade wafa wafula waheed
    wale walid wallace wally walter wanda wang wangari wanjiru waqar waqas warren wasim wayne welshman
    wendell wendy werner wes wesley whitney wilbur wilfred wilfredo wilfried wilhelm will willem william
    willie wilma wilson wimal winfried winnie winston wladyslaw wojciech wole wolfgang woodrow workneh
    xanana xavier xenia ximena xiomara xochitl yacine yael yahya yair yan yana yanis yann yannick yannis
    yaroslav yashwant yasir yasmin yasmine yasser yassin yasuhiro yasuo yasutoshi yaw yehuda yekaterina
    yelena yemi yerry yevgenia yevgeny yigal yingluck yinka yitzhak yoani yoav yoel yogesh yogi yoko yolanda
    yonas yoram yoshihide yoshiko yoshimasa yoshiro yossi youcef yousaf yousef youssef youssouf yousuf
    yoweri yukiko yukio yulia yuliya yunus yuri yuriko yuriy yury yusuf yuval yuvraj yves yvette yvonne zac
    zach zachary zack zafar zahid zahir zahirul zahra zaid zainab zakaria zaki zara zaw zbigniew zdenek zeev
    zeinab zeljko zeynep zhanna zheenbek zia ziad ziaur zillur zine zitto zlatan zlatko zoe zoltan
    zoramthanga zoran zulfikar zulfiqar zurab zuzana zviad
    """
)
"""Lower case, without accents."""
