"""Family names: those that come first, and what many end in."""

from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words

FAMILY_FIRST = words(
    """
    an bae bai ban bui cai cao chang chau chen cheng cheung chiang chiu cho choe choi chong chow chu chua
    chun chung cui dang dao deng ding do dong duan duong fan fang feng fu gao geng gong gu guo ha hahm han
    hao he ho hoang hong hou hu hua huang huynh hwang jang jeon jeong ji jia jiang jin jo jung kang kim ko
    kong koo kwon lai lam le lee lei leung li liang liao lim lin ling liu lo long lu luo luu ly lý ma mai
    mao meng min moon na nam ng ngo nguyen ni nie noh oh ong pak pan pang park peng pham phan phung pu qi
    qian qin qiu ren ri rong ryu seo shao shen shi shin si sim sin so soh son song su sun tan tang tao tian
    to ton tran trinh truong tsai tseng u vo vu wan wang wei wen weng wong woo wu xi xia xiang xiao xie
    xiong xu xue yan yang yao ye yeo yi yim yin yoo yoon you yu yuan yun zeng zhai zhan zhang zhao zheng
    zhong zhou zhu zhuang zou
    """
)
"""Chinese, Korean and Vietnamese, lower case: the first word is what the bearer is later called by."""

FAMILY_NAMES = words(
    """
    abdullah acosta adams agarwal aguilar ahmad ahmed akhtar ali allen alvarez amin anderson aquino arroyo
    bailey baker banda banerjee bauer bell bennett bernard bhatt bianchi bondarenko brooks brown bukhari
    butler campbell carter castillo castro chatterjee chauhan chavez chen chowdhury clark clarke collins
    cook cooper costa cruz da-silva das davies davis delgado desai deshmukh diallo diaz diop dlamini dubois
    edwards espinoza esposito evans fernandes fernandez fernando ferrari ferreira fischer flores fofana
    foster fuentes garcia george gill gomes gomez gonzales gonzalez gordon green greene griffin guerrero
    gupta gutierrez guzman haidari hall hamilton harris hashemi hassan henderson hernandez herrera hill
    hoang hoffmann hossain howard hughes hussain hussein ibrahim iqbal islam jackson james jenkins jensen
    jha jimenez johansson johnson jones joseph joshi kamara kapoor kaur keita kelly khan khanna kim king
    klein kovacs kumar lambert larsen laurent lee lefebvre leroy lewis li lima liu lopes lopez malik marin
    martin martinez martins mbeki mehta mendes mendez mendoza menon meyer miller mishra mitchell mohamed
    mohamud moore morales moreau moreira moreno morgan morris moyo mukherjee muller murphy mutua nair
    nakamura ncube ndiaye nel nelson nguyen nielsen nkosi nunes nunez ochieng odinga ogunleye okafor okeke
    okoro oliveira ortega ortiz osman otieno ouattara ouedraogo owusu pandey parker patel paul paz pena
    pereira perera perez peters peterson petrov peña pham phillips pinto popescu powell prasad price qureshi
    rahman raja rajapaksa ramirez ramos rana rao reddy reed reid reyes rezaei ribeiro richards richardson
    rivera roberts robinson rodrigues rodriguez rogers rojas romero rossi roy ruiz russell sah salazar
    salvador sanchez sanders santos sato schmidt schneider scott shah shaikh sharif sharma shinde shrestha
    siddiqui silva simmons singh sinha smith soares soto sousa souza stewart sullivan suzuki takahashi tan
    tanaka taylor thapa thomas thompson torres toure traore tshabalala turner vargas vazquez velasquez verma
    walker wallace wang ward watson weber white williams wilson wood wright wu xu yadav yamamoto yang yilmaz
    young zhang zulu zuma
    """
)
"""Common in many countries, lower case, without accents."""

FAMILY_ENDING = lazy(
    r"[a-z-]{2,}(?:"
    r"[oe]v|[oe]va|enko|ski|sky|skyi|skiy|skaya|wska|czyk|wicz|vich|vych|yuk|chuk|shvili|[ai]dze"
    r"|[drstklg]yan|[ai]nyan"
    r"|sson|ssen|nsen|rsen|sdottir|nen"
    r"|escu|opoulos|poulou|akis|oglu|zadeh|nejad|bekov|bayev"
    r"|berg|stein|mann|bauer|baum|feld|meier|mayer|huber"
    r"|ullah|uddin|wal|rajan|murthy|swamy"
    r"|guez|[eiu]rez|[ae]ndez|inho|eira"
    r"|etti|ucci|elli|[ioe]vic"
    r"|moto|yama|kawa|mura|gawa|shima|hashi|zaki"
    r")"
)
"""Of a word folded to lower case: Slavic and Caucasian, Nordic, Balkan and Persian, German, South Asian,
Iberian, Italian, Japanese."""
