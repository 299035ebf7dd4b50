-- 初回登録. What マイナポータル, J-LIS and 中間サーバー know is theirs: each reads its own table only. Written anew with the persons.

-- J-LIS: 有効性情報 of each certificate it has on record.
CREATE TABLE jlis_certificate (
    certificate_serial TEXT NOT NULL PRIMARY KEY,
    validity TEXT NOT NULL
);

-- マイナポータル: 機関別符号 of whoever presents a certificate.
CREATE TABLE myna_portal_person (
    certificate_serial TEXT NOT NULL PRIMARY KEY,
    agency_code TEXT NOT NULL
);

-- 中間サーバー: the numbers under the 紐付番号 of a 機関別符号.
CREATE TABLE intermediate_server_numbers (
    agency_code TEXT NOT NULL PRIMARY KEY,
    payer_number TEXT NOT NULL,
    recipient_number TEXT NOT NULL
);

-- オンライン資格確認システム: cards linked by 初回登録. Stays when the day changes.
CREATE TABLE card_link (
    certificate_serial TEXT NOT NULL PRIMARY KEY,
    payer_number TEXT NOT NULL,
    recipient_number TEXT NOT NULL,
    linked_at_ms BIGINT NOT NULL
);

-- What each of the four was asked and how it ended; no numbers, no names.
CREATE TABLE exchange (
    id TEXT NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    pool TEXT NOT NULL,
    asked_about TEXT NOT NULL,
    outcome TEXT NOT NULL
);

-- The persons of today have nothing in the new tables yet.
DELETE FROM national_day;
