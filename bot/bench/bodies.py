"""Organisations that newswire of the 1980s tags: `tag: name, name | ACRONYM`.

Organisation stands for either spelling.
"""

BODIES = """
ec: European Community, European Communities, European Economic Community, European Commission | EC, EEC, E.C.
worldbank: World Bank, International Bank for Reconstruction and Development | IBRD
imf: International Monetary Fund | IMF
opec: OPEC, Organisation of the Petroleum Exporting Countries
gatt: General Agreement on Tariffs and Trade | GATT
ico-coffee: International Coffee Organisation, International Coffee Agreement | ICO
icco: International Cocoa Organisation, International Cocoa Council, International Cocoa Agreement | ICCO
oecd: Organisation for Economic Cooperation and Development | OECD
unctad: Conference on Trade and Development | UNCTAD
adb-africa: African Development Bank
un: United Nations | U.N., UN
inro: Natural Rubber Organisation, Natural Rubber Council, Natural Rubber Agreement | INRO, INRA
itc: International Tin Council | ITC
fao: Food and Agriculture Organisation | FAO
iea: International Energy Agency | IEA
adb-asia: Asian Development Bank | ADB
iwc-wheat: International Wheat Council | IWC
iwc-whales: International Whaling Commission
eib: European Investment Bank | EIB
atpc: Association of Tin Producing Countries | ATPC
gcc: Gulf Cooperation Council, Gulf Co-operation Council | GCC
oapec: Organisation of Arab Petroleum Exporting Countries | OAPEC
isa: International Sugar Agreement, International Sugar Organisation | ISO
imco: Inter-Governmental Maritime Consultative Organisation, International Maritime Organisation | IMCO
bis: Bank for International Settlements | BIS
euratom: Euratom, European Atomic Energy Community
ida: International Development Association | IDA
iwcc: International Wrought Copper Council | IWCC
comecon: Comecon, Council for Mutual Economic Assistance | CMEA
asean: ASEAN, Association of South-East Asian Nations, Association of Southeast Asian Nations
efta: European Free Trade Association | EFTA
aibd: Association of International Bond Dealers | AIBD
cipec: Intergovernmental Council of Copper Exporting Countries | CIPEC
ecsc: European Coal and Steel Community | ECSC
ecafe: Economic Commission for Asia and the Far East | ECAFE
ece: Economic Commission for Europe
eca: Economic Commission for Africa
ecla: Economic Commission for Latin America | ECLA
gafta: Grain and Feed Trade Association | GAFTA
geplacea: Group of Latin American and Caribbean Sugar Exporting Countries | GEPLACEA
iaea: International Atomic Energy Agency | IAEA
iata: International Air Transport Association | IATA
ifad: International Fund for Agricultural Development | IFAD
ifc: International Finance Corporation | IFC
ilo: International Labour Organisation | ILO
ilzsg: International Lead and Zinc Study Group | ILZSG
irsg: International Rubber Study Group | IRSG
iwtc: International Wool Textile Organisation
mfa: Multi-Fibre Arrangement
nato: NATO, North Atlantic Treaty Organisation
oau: Organisation of African Unity | OAU
oas: Organisation of American States | OAS
oic: Islamic Conference Organisation
olade: Latin American Energy Organisation | OLADE
unesco: UNESCO, United Nations Educational
unido: United Nations Industrial Development Organisation | UNIDO
who: World Health Organisation
wipo: World Intellectual Property Organisation | WIPO
caricom: Caribbean Community | CARICOM
"""
