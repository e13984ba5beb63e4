// The words of headers in the languages of the people. Data, not code: header-words.ts reads it.

/** Kinds of words, in the order in which a language lists them. `not` keeps a header of several words from being a name or a link. */
export const WORD_KINDS = ['name', 'thing', 'link', 'slug', 'tags', 'topic', 'description', 'not'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** The languages as the guide calls them, in the order of their words. */
export const LANGUAGE_NAMES = [
  'English',
  'German',
  'French',
  'Spanish',
  'Portuguese',
  'Italian',
  'Dutch',
  'Polish',
  'Czech',
  'Russian',
  'Japanese',
  'Chinese',
] as const;

/**
 * For each language its words, a line a kind, as `normalizeHeader` leaves them: without accents. What an earlier language has
 * is not repeated. A word of a name, a link or `not` counts as a part of a header too, as in “Product name” and “Lien du
 * site”, unless `=` stands before it. All others count as a whole header only.
 */
export const LANGUAGES: readonly string[] = [
  `name title called
table product item event talk session asset exhibit station book song shop store course workshop artwork recipe listing dish tour exhibitor company sponsor partner object device
url link website permalink hyperlink =web =uri =urls =links
custombackhalf custombitlink custombitlinks slashtag shortcode shortid
keywords hashtags
track category topic tracks categories topics
description
first last given family speaker presenter author user file column option brand vendor company contact host domain image picture photo img logo icon avatar cover video short shortened qr next source subtitle surname username filename nickname firstname lastname button text bitlink shortlink twitter facebook instagram linkedin email mail medium`,
  `titel bezeichnung veranstaltungsname heisst =objekt =programmpunkt
tisch gegenstand aussteller produkt artikel veranstaltung vortrag raum firma unternehmen
webseite internetseite webadresse internetadresse =seite =zielseite =ziel =zieladresse
kurzname
schlagworter schlagworte schlagwort stichworter stichworte
kategorie kategorien thema themen rubrik
beschreibung
vorname nachname untertitel benutzername dateiname bild foto kurz kurzlink kurzurl referent`,
  `nom titre intitule libelle designation appelle
produit evenement atelier seance oeuvre plat exposant entreprise societe
lien site adresseweb =cible
aliaspersonnalise
etiquettes etiquette motscles
theme themes sujet parcours rubrique categorie
-
prenom intervenant auteur soustitre court courte raccourci fichier utilisateur`,
  `nombre titulo denominacion llama
mesa ruta producto articulo evento charla sesion empresa expositor
enlace vinculo liga sitio paginaweb direccionweb =pagina =destino
nombrecorto
etiquetas palabrasclave
categoria categorias tema temas rubro
descripcion
apellido apellidos ponente autor imagen corto corta usuario archivo`,
  `nome
produto palestra sessao obra
ligacao hiperligacao enderecoweb
nomecurto
marcadores palavraschave
topico trilha
descricao
sobrenome apelido orador imagem curto arquivo`,
  `titolo denominazione
tavolo prodotto articolo sessione opera piatto azienda espositore
collegamento sito =destinazione
nomebreve
etichette parolechiave
argomento
descrizione
cognome relatore autore sottotitolo immagine breve utente`,
  `naam benaming
tafel sessie zaal lokaal excursie bedrijf
koppeling webpagina webadres =doel =bestemming
kortenaam
trefwoorden trefwoord etiketten
onderwerp
omschrijving beschrijving
voornaam achternaam ondertitel spreker afbeelding kort korte gebruikersnaam bestandsnaam`,
  `nazwa tytuł
stolik wydarzenie sesja wystawca
odnosnik łacze =strona =stronawww =www =adreswww =cel
krotkanazwa
tagi etykiety słowakluczowe
temat tematy
opis
imie nazwisko podtytuł prelegent obraz zdjecie krotki`,
  `nazev jmeno titul nadpis
stul akce prednaska vystavovatel
odkaz =stranka =webovastranka =cil
kratkynazev
stitky klicovaslova
temata
popis
prijmeni podtitul prednasejici obrazek kratky`,
  `название наименование имя заголовок
стол товар мероприятие событие доклад компания
ссылка сайт =адрессайта =страница
-
теги тег метки ключевыеслова
категория категории тема темы раздел
описание
фамилия отчество подзаголовок спикер докладчик автор изображение фото картинка короткая`,
  `名称 名前 名 タイトル 題名 件名 =イベント名 =商品名 =講演名 =演題 =施設名 =店舗名 =作品名
テーブル 商品 イベント 講演 会社名
リンク アドレス サイト ホームページ =ページ =リンク先
スラッグ
タグ ラベル キーワード
カテゴリ カテゴリー 分類 トピック ジャンル
説明 概要
氏名 著者 登壇者 場所 都道府県 会社名 画像 写真 短縮 カナ 副題 メール`,
  `名稱 标题 標題 名字 题目 題目 =活动名称 =活動名稱 =商品名称
桌号 产品 活动 活動 公司 展商
链接 連結 网址 網址 网站 網站 网页 網頁
短码 短碼
标签 標籤 关键词 關鍵詞
分类 類別 类别 主题 主題
描述 说明 說明
姓名 作者 演讲者 公司名称 图片 圖片 照片 短链 短网址 短網址 副标题 副標題`,
];
