"""People whom newswire of the 1980s tags: `tag: name, name; surname that others share`.

A name before the semicolon stands for the person alone; a surname without a namesake in the news is one.
"""

NEWSMAKERS = """
alfonsin: Raul Alfonsin, Alfonsin
amato: Giuliano Amato; Amato
andersen: Anders Andersen
andriessen: Frans Andriessen, Andriessen
aqazadeh: Gholamreza Aqazadeh, Gholam Reza Aqazadeh, Aqazadeh, Agazadeh
aquino: Corazon Aquino, President Aquino, Aquino
arafat: Yasser Arafat, Arafat
babangida: Ibrahim Babangida, Babangida
balladur: Edouard Balladur, Balladur
bangemann: Martin Bangemann, Bangemann
barreto: Humberto Barreto; Barreto
berge: Gunnar Berge; Berge
boesky: Ivan Boesky, Boesky
botha: P.W. Botha, Pieter Botha, President Botha; Botha
bouey: Gerald Bouey, Bouey
braks: Gerrit Braks, Braks
bresser-pereira: Luiz Carlos Bresser Pereira, Bresser Pereira; Bresser
brodersohn: Mario Brodersohn, Brodersohn
brundtland: Gro Harlem Brundtland, Brundtland
camdessus: Michel Camdessus, Camdessus
carlsson: Ingvar Carlsson; Carlsson
carlucci: Frank Carlucci, Carlucci
castro: Fidel Castro; Castro
cavaco-silva: Anibal Cavaco Silva, Cavaco Silva
chiang-ching-kuo: Chiang Ching-kuo
chirac: Jacques Chirac, Chirac
ciampi: Carlo Ciampi, Carlo Azeglio Ciampi, Ciampi
conable: Barber Conable, Conable
concepcion: Jose Concepcion; Concepcion
corrigan: Gerald Corrigan; Corrigan
cossiga: Francesco Cossiga, Cossiga
craxi: Bettino Craxi, Craxi
crow: John Crow; Crow
dadzie: Kenneth Dadzie, Dadzie
dauster: Jorio Dauster, Dauster
de-clercq: Willy de Clercq, Willy De Clercq, De Clercq
de-kock: Gerhard de Kock, De Kock
de-korte: Rudolf de Korte, De Korte
de-la-madrid: Miguel de la Madrid, De la Madrid
de-larosiere: Jacques de Larosiere, De Larosiere
delamuraz: Jean-Pascal Delamuraz, Delamuraz
delors: Jacques Delors, Delors
delvalle: Eric Delvalle, Eric Arturo Delvalle, Delvalle
deng-xiaoping: Deng Xiaoping; Deng
dhillon: Gurdial Singh Dhillon; Dhillon
dos-santos: Jose Eduardo dos Santos; Dos Santos
douglas: Roger Douglas; Douglas
du-plessis: Barend du Plessis, Du Plessis
duarte: Jose Napoleon Duarte; Duarte
duisenberg: Wim Duisenberg, Duisenberg
dunkel: Arthur Dunkel, Dunkel
evren: Kenan Evren, Evren
eyskens: Mark Eyskens, Eyskens
febres-cordero: Leon Febres Cordero, Febres Cordero
feldt: Kjell-Olof Feldt, Feldt
fernandez: Roberto Fernandez; Fernandez
finnbogadottir: Vigdis Finnbogadottir, Finnbogadottir
friedman: Milton Friedman; Friedman
gandhi: Rajiv Gandhi, Gandhi
garcia: Alan Garcia, President Garcia; Garcia
genscher: Hans-Dietrich Genscher, Genscher
gephardt: Richard Gephardt, Gephardt
ghafar-baba: Ghafar Baba, Abdul Ghafar Baba
goh-chok-tong: Goh Chok Tong
gonzalez: Felipe Gonzalez; Gonzalez
gorbachev: Mikhail Gorbachev, Gorbachev
goria: Giovanni Goria, Goria
gostyev: Boris Gostev, Gostev, Gostyev
greenspan: Alan Greenspan, Greenspan
gromyko: Andrei Gromyko, Gromyko
grosz: Karoly Grosz; Grosz
halikias: Dimitris Halikias, Halikias
haughey: Charles Haughey, Haughey
hawke: Bob Hawke, Robert Hawke, Hawke
healey: Denis Healey, Healey
hernandez-grisanti: Arturo Hernandez Grisanti, Hernandez Grisanti, Grisanti
herrington: John Herrington, James Herrington, Herrington
heseltine: Michael Heseltine, Heseltine
hisham-nazer: Hisham Nazer, Hisham al-Nazer, Nazer
hodel: Donald Hodel, Hodel
hoffmeyer: Erik Hoffmeyer, Hoffmeyer
holkeri: Harri Holkeri, Holkeri
honecker: Erich Honecker, Honecker
houphouet-boigny: Felix Houphouet-Boigny, Houphouet-Boigny
howard-baker: Howard Baker; Baker
howe: Sir Geoffrey Howe, Geoffrey Howe; Howe
icahn: Carl Icahn, Icahn
iglesias: Enrique Iglesias; Iglesias
james-baker: James Baker, Treasury Secretary Baker, Secretary Baker, Treasury's Baker; Baker
james-miller: James Miller, Budget Director Miller; Miller
jaruzelski: Wojciech Jaruzelski, Jaruzelski
jayme: Vicente Jayme, Jayme
johnston: Robert Johnston
junejo: Mohammad Khan Junejo, Junejo
kaufman: Henry Kaufman, Salomon's Kaufman; Kaufman
kaunda: Kenneth Kaunda, Kaunda
keating: Paul Keating, Treasurer Keating; Keating
khameini: Ali Khamenei, Ali Khameini, Khamenei
khomeini: Ruhollah Khomeini, Ayatollah Khomeini, Khomeini
kiechle: Ignaz Kiechle, Kiechle
king-fahd: King Fahd, Fahd
king-hussein: King Hussein
kohl: Helmut Kohl, Chancellor Kohl, Kohl
koivisto: Mauno Koivisto, Koivisto
komoto: Toshio Komoto, Komoto
kondo: Tetsuo Kondo; Kondo
kullberg: Rolf Kullberg, Kullberg
lange: David Lange; Lange
languetin: Pierre Languetin, Languetin
lawson: Nigel Lawson, Chancellor Lawson; Lawson
lee-kuan-yew: Lee Kuan Yew
lee-ta-hai: Lee Ta-hai
leenanon: Harn Leenanon
leigh-pemberton: Robin Leigh-Pemberton, Leigh-Pemberton
li-peng: Li Peng
li-xiannian: Li Xiannian
liikanen: Erkki Liikanen, Liikanen
lubbers: Ruud Lubbers, Lubbers
lukman: Rilwanu Lukman, Lukman
lyng: Richard Lyng, Lyng
machinea: Jose Luis Machinea, Machinea
macsharry: Ray MacSharry, MacSharry
mahathir: Mahathir Mohamad, Mahathir
mancera-aguayo: Miguel Mancera, Mancera
martens: Wilfried Martens; Martens
masse: Marcel Masse; Masse
maxwell: Robert Maxwell; Maxwell
maystadt: Philippe Maystadt, Maystadt
mikulic: Branko Mikulic, Mikulic
mitterrand: Francois Mitterrand, Mitterrand
miyazawa: Kiichi Miyazawa, Miyazawa
mohammed-ali-abal-khail: Mohammed Ali Abal-Khail, Mohammad Abalkhail, Abal-Khail, Abalkhail
mousavi: Mir-Hossein Mousavi, Hossein Mousavi, Mousavi, Moussavi
mubarak: Hosni Mubarak, Mubarak
mugabe: Robert Mugabe, Mugabe
mulroney: Brian Mulroney, Mulroney
murdoch: Rupert Murdoch, Murdoch
nakao: Eiichi Nakao; Nakao
nakasone: Yasuhiro Nakasone, Nakasone
nemeth: Miklos Nemeth; Nemeth
nobrega: Mailson da Nobrega, Nobrega
o-cofaigh: Tomas O'Cofaigh, O'Cofaigh
okongwu: Chu Okongwu, Okongwu
ongpin: Jaime Ongpin, Ongpin
ortega: Daniel Ortega; Ortega
ozal: Turgut Ozal, Ozal
palsson: Thorsteinn Palsson; Palsson
papandreou: Andreas Papandreou, Papandreou
parkinson: Cecil Parkinson; Parkinson
perez-de-cuellar: Javier Perez de Cuellar, Perez de Cuellar
petricioli: Gustavo Petricioli, Petricioli
pickens: T. Boone Pickens, Boone Pickens, Pickens
poehl: Karl Otto Poehl, Poehl
prawiro: Radius Prawiro, Prawiro
prem-tinsulanonda: Prem Tinsulanonda
qaddafi: Muammar Qaddafi, Muammar Gaddafi, Gaddafi, Qaddafi
rafsanjani: Hashemi Rafsanjani, Rafsanjani, Akbar Hashemi Rafsanjani
reagan: Ronald Reagan, President Reagan, Reagan
ridley: Nicholas Ridley; Ridley
rocard: Michel Rocard, Rocard
roh-tae-woo: Roh Tae Woo, Roh Tae-woo
rowland: Tiny Rowland, Roland Rowland
ruding: Onno Ruding, Ruding
russell: Earl Russell
ryzhkov: Nikolai Ryzhkov, Ryzhkov
saberbein: Gustavo Saberbein, Saberbein
santer: Jacques Santer, Santer
sarney: Jose Sarney, Sarney
sartzetakis: Christos Sartzetakis, Sartzetakis
schlesinger: Helmut Schlesinger, Schlesinger
schlueter: Poul Schlueter, Schlueter
simitis: Costas Simitis, Simitis
singhasaneh: Suthee Singhasaneh, Singhasaneh
siregar: Arifin Siregar, Siregar
soares: Mario Soares; Soares
solchaga: Carlos Solchaga, Solchaga
sourrouille: Juan Sourrouille, Sourrouille
sprinkel: Beryl Sprinkel, Sprinkel
stoltenberg: Gerhard Stoltenberg, Stoltenberg
stroessner: Alfredo Stroessner, Stroessner
subroto: Subroto
suharto: Suharto
sumita: Satoshi Sumita, Sumita
suominen: Ilkka Suominen, Suominen
takeshita: Noboru Takeshita, Takeshita
tamura: Hajime Tamura, Tamura
thatcher: Margaret Thatcher, Thatcher
tsovolas: Dimitris Tsovolas, Tsovolas
verity: William Verity, Verity
volcker: Paul Volcker, Volcker
von-weizsaecker: Richard von Weizsaecker, Von Weizsaecker, Weizsaecker
vranitzky: Franz Vranitzky, Vranitzky
wang-bingqian: Wang Bingqian
wardhana: Ali Wardhana, Wardhana
wilson: Michael Wilson; Wilson
worner: Manfred Woerner, Woerner
yeo-ning-hong: Yeo Ning Hong
yeutter: Clayton Yeutter, Yeutter
young: Lord Young; Young
zhao-ziyang: Zhao Ziyang; Zhao
zheng-tuobin: Zheng Tuobin
zia-ul-haq: Zia-ul-Haq, Mohammad Zia
"""
