<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>BansPage</name>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Noch</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>ConnectionWords</name>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>beginning encryption</source>
        <translation>beginnt Verschlüsselung</translation>
    </message>
    <message>
        <source>between messages</source>
        <translation>zwischen Nachrichten</translation>
    </message>
    <message>
        <source>logging in</source>
        <translation>meldet sich an</translation>
    </message>
    <message>
        <source>naming recipients, from %1</source>
        <translation>nennt Empfänger, von %1</translation>
    </message>
    <message>
        <source>sending a message from %1</source>
        <translation>sendet eine Nachricht von %1</translation>
    </message>
    <message>
        <source>message from %1 is being stored</source>
        <translation>Nachricht von %1 wird gesichert</translation>
    </message>
    <message>
        <source>none</source>
        <comment>encryption</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>HELO</source>
        <translation>HELO</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Still seit</translation>
    </message>
</context>
<context>
    <name>DomainTable</name>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>Auch bekannt als</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>%1: %2</source>
        <comment>place: what is wrong</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>what is wrong. what to do</comment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>; %1</source>
        <comment>next clause</comment>
        <translation>; %1</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>end of a sentence</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>Could not be delivered</source>
        <translation>Konnte nicht zugestellt werden</translation>
    </message>
    <message>
        <source>Accepted; would be refused: %1</source>
        <translation>Angenommen; würde abgewiesen: %1</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>pass</source>
        <comment>result of a check</comment>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>hit</source>
        <comment>result of a check</comment>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>exempt</source>
        <comment>result of a check</comment>
        <translation>ausgenommen</translation>
    </message>
    <message>
        <source>does not apply</source>
        <comment>result of a check</comment>
        <translation>trifft nicht zu</translation>
    </message>
    <message>
        <source>not known</source>
        <comment>result of a check</comment>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>off</source>
        <comment>mode of a check</comment>
        <translation>aus</translation>
    </message>
    <message>
        <source>monitor</source>
        <comment>mode of a check</comment>
        <translation>beobachten</translation>
    </message>
    <message>
        <source>enforce</source>
        <comment>mode of a check</comment>
        <translation>durchsetzen</translation>
    </message>
    <message>
        <source>The client did not keep to SMTP</source>
        <translation>Der Client hielt sich nicht an SMTP</translation>
    </message>
    <message>
        <source>The client went away without sending the message</source>
        <translation>Der Client ging, ohne die Nachricht zu senden</translation>
    </message>
    <message>
        <source>No encrypted connection came about</source>
        <translation>Keine verschlüsselte Verbindung kam zustande</translation>
    </message>
    <message>
        <source>Too many connections at the same time</source>
        <translation>Zu viele Verbindungen zur gleichen Zeit</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>switch on, switch off, autostart, disable, turn off</source>
        <translation>einschalten, ausschalten, Autostart, abschalten, deaktivieren</translation>
    </message>
    <message>
        <source>bind, interface, network card, IP address, IPv6, listen, port in use</source>
        <translation>binden, Schnittstelle, Netzwerkkarte, IP-Adresse, IPv6, lauschen, Port belegt, bind</translation>
    </message>
    <message>
        <source>25, 587, 465, 2525, port number, listen</source>
        <translation>25, 587, 465, 2525, Portnummer, lauschen</translation>
    </message>
    <message>
        <source>banner, 220, welcome</source>
        <translation>Banner, 220, Begrüßung, Willkommen</translation>
    </message>
    <message>
        <source>TLS, SSL, encryption</source>
        <translation>TLS, SSL, Verschlüsselung</translation>
    </message>
    <message>
        <source>TLS, SSL, STARTTLS, SMTPS, encrypt, secure connection, plain text, 465</source>
        <translation>TLS, SSL, STARTTLS, SMTPS, verschlüsseln, sichere Verbindung, Klartext, 465</translation>
    </message>
    <message>
        <source>TLS version, SSL version, TLS 1.2, old devices, old mail program</source>
        <translation>TLS-Version, SSL-Version, TLS 1.2, alte Geräte, altes Mailprogramm</translation>
    </message>
    <message>
        <source>TLS certificate, SSL certificate, private key, PEM, Let&apos;s Encrypt, expired, certificate warning, not trusted</source>
        <translation>TLS-Zertifikat, SSL-Zertifikat, privater Schlüssel, PEM, Let&apos;s Encrypt, abgelaufen, Zertifikatswarnung, nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>HAProxy, load balancer, PROXY protocol, nginx, real client address</source>
        <translation>HAProxy, Lastverteiler, Load Balancer, PROXY-Protokoll, nginx, wahre Adresse des Clients</translation>
    </message>
    <message>
        <source>firewall, who may connect, restrict, permissions, deny</source>
        <translation>Firewall, wer darf sich verbinden, beschränken, Rechte, verbieten</translation>
    </message>
    <message>
        <source>allowed clients, allowed networks, whitelist</source>
        <translation>erlaubte Clients, erlaubte Netze, Weiße Liste, Whitelist</translation>
    </message>
    <message>
        <source>log in, login, SMTP AUTH, SASL, password</source>
        <translation>anmelden, Login, SMTP AUTH, SASL, Passwort, Kennwort</translation>
    </message>
    <message>
        <source>PLAIN, LOGIN, SCRAM, mechanism, log in, cannot log in, 535</source>
        <translation>PLAIN, LOGIN, SCRAM, Verfahren, anmelden, kann sich nicht anmelden, 535</translation>
    </message>
    <message>
        <source>Dovecot, user database, LDAP, accounts</source>
        <translation>Dovecot, Benutzerdatenbank, LDAP, Konten</translation>
    </message>
    <message>
        <source>old device cannot log in, unencrypted password, plain text password</source>
        <translation>altes Gerät kann sich nicht anmelden, unverschlüsseltes Passwort, Klartextpasswort</translation>
    </message>
    <message>
        <source>open relay, relay access denied, relaying denied, printer cannot send, scanner cannot send, copier, scan to mail, cannot send mail, forward mail for others, 550 5.7.1</source>
        <translation>offenes Relay, Open Relay, relay access denied, relaying denied, Drucker kann nicht senden, Scanner kann nicht senden, Kopierer, Scan to Mail, kann keine Mail senden, für andere weiterleiten, 550 5.7.1</translation>
    </message>
    <message>
        <source>printer cannot send, scanner cannot send, copier, scan to mail, devices in the network, relay for LAN</source>
        <translation>Drucker kann nicht senden, Scanner kann nicht senden, Kopierer, Scan to Mail, Geräte im Netz, Relay für das LAN</translation>
    </message>
    <message>
        <source>users may send, cannot send from outside, phone, home office, relay for users</source>
        <translation>Benutzer dürfen senden, kann von außen nicht senden, Handy, Homeoffice, Relay für Benutzer</translation>
    </message>
    <message>
        <source>printer cannot send, branch office, another server, relay for address, trusted networks, mynetworks</source>
        <translation>Drucker kann nicht senden, Zweigstelle, anderer Server, Relay für Adresse, vertraute Netze, mynetworks</translation>
    </message>
    <message>
        <source>own domains only, forged sender</source>
        <translation>nur eigene Domains, gefälschter Absender</translation>
    </message>
    <message>
        <source>always relay to, backup MX, relay domains</source>
        <translation>immer weiterleiten an, Backup-MX, Relay-Domains</translation>
    </message>
    <message>
        <source>blacklist, blocklist, whitelist, block, allow, spam</source>
        <translation>Blacklist, Blockliste, Sperrliste, Whitelist, Weiße Liste, sperren, erlauben, Spam</translation>
    </message>
    <message>
        <source>files, subscribe, import a list, blocklist file, DROP, update lists</source>
        <translation>Dateien, abonnieren, Liste importieren, Sperrliste aus Datei, DROP, Listen aktualisieren</translation>
    </message>
    <message>
        <source>DNSBL, RBL, Spamhaus, SpamCop, spam</source>
        <translation>DNSBL, RBL, Spamhaus, SpamCop, Spam</translation>
    </message>
    <message>
        <source>DNSBL, RBL, Spamhaus, SpamCop, zen, SURBL, spam, blacklist in the DNS</source>
        <translation>DNSBL, RBL, Spamhaus, SpamCop, zen, SURBL, Spam, Sperrliste im DNS</translation>
    </message>
    <message>
        <source>delay rejections, delayed reject, smtpd_delay_reject, when to refuse</source>
        <translation>verzögert abweisen, smtpd_delay_reject, wann abgewiesen wird</translation>
    </message>
    <message>
        <source>trust the LAN, bypass, skip checks, exempt</source>
        <translation>dem LAN vertrauen, umgehen, Prüfungen überspringen, ausnehmen</translation>
    </message>
    <message>
        <source>trust users, bypass, skip checks, exempt</source>
        <translation>Benutzern vertrauen, umgehen, Prüfungen überspringen, ausnehmen</translation>
    </message>
    <message>
        <source>spam, checks, SPF, DMARC, DKIM, greylisting, replies, monitor</source>
        <translation>Spam, Prüfungen, SPF, DMARC, DKIM, Greylisting, Antworten, beobachten</translation>
    </message>
    <message>
        <source>greylist, graylisting, grey listing, mail comes late, delayed mail, 450, temporarily refused</source>
        <translation>Greylist, Graylisting, graue Liste, Mail kommt spät, verzögerte Mail, 450, vorübergehend abgewiesen</translation>
    </message>
    <message>
        <source>greylist, graylisting</source>
        <translation>Greylist, Graylisting, graue Liste</translation>
    </message>
    <message>
        <source>greylist, graylisting, auto whitelist</source>
        <translation>Greylist, Graylisting, automatische Weiße Liste</translation>
    </message>
    <message>
        <source>reject message, reply text, error text, bounce text, 554, monitor, dry run, log only, switch a check off</source>
        <translation>Ablehnungstext, Antworttext, Fehlertext, Text der Abweisung, 554, beobachten, Probelauf, nur protokollieren, Prüfung ausschalten</translation>
    </message>
    <message>
        <source>spam filter, virus, antivirus, SpamAssassin, Rspamd, ClamAV, milter</source>
        <translation>Spamfilter, Virus, Virenschutz, SpamAssassin, Rspamd, ClamAV, Milter</translation>
    </message>
    <message>
        <source>spam filter, virus, antivirus, SpamAssassin, spamd, Rspamd, ClamAV, milter</source>
        <translation>Spamfilter, Virus, Virenschutz, SpamAssassin, spamd, Rspamd, ClamAV, Milter</translation>
    </message>
    <message>
        <source>spam, junk, virus, spam filter</source>
        <translation>Spam, Junk, Müll, Virus, Spamfilter</translation>
    </message>
    <message>
        <source>rate limit, throttle, quota, maximum, flood, denial of service</source>
        <translation>Begrenzung, drosseln, Kontingent, Höchstzahl, Flut, Denial of Service, rate limit</translation>
    </message>
    <message>
        <source>too many connections, maximum connections, 421</source>
        <translation>zu viele Verbindungen, Höchstzahl der Verbindungen, 421</translation>
    </message>
    <message>
        <source>too many connections, per IP, one address</source>
        <translation>zu viele Verbindungen, je IP, eine Adresse</translation>
    </message>
    <message>
        <source>rate limit, throttle, flood</source>
        <translation>Begrenzung, drosseln, Flut, rate limit</translation>
    </message>
    <message>
        <source>timeout, hangs, idle, disconnected, slow client</source>
        <translation>Zeitüberschreitung, Timeout, hängt, untätig, getrennt, langsamer Client</translation>
    </message>
    <message>
        <source>too many errors, bad commands</source>
        <translation>zu viele Fehler, falsche Befehle</translation>
    </message>
    <message>
        <source>tarpit, slow down, slow, delay, teergrube</source>
        <translation>Teergrube, Tarpit, verlangsamen, langsam, Verzögerung</translation>
    </message>
    <message>
        <source>too big, too large, attachment, message size, size limit, megabytes, 552, large files</source>
        <translation>zu groß, Anhang, Nachrichtengröße, Größenbegrenzung, Megabyte, 552, große Dateien</translation>
    </message>
    <message>
        <source>too many recipients, newsletter, mailing list, 452</source>
        <translation>zu viele Empfänger, Newsletter, Rundschreiben, Mailingliste, 452</translation>
    </message>
    <message>
        <source>mail loop, too many hops, Received</source>
        <translation>Mailschleife, zu viele Stationen, Received, hops</translation>
    </message>
    <message>
        <source>rate limit, throttle, bulk mail, newsletter</source>
        <translation>Begrenzung, drosseln, Massenmail, Newsletter, rate limit</translation>
    </message>
    <message>
        <source>rate limit, bandwidth, traffic</source>
        <translation>Begrenzung, Bandbreite, Datenmenge, rate limit</translation>
    </message>
    <message>
        <source>rate limit, hacked account, stolen password, bulk mail, newsletter</source>
        <translation>Begrenzung, gehacktes Konto, gestohlenes Passwort, Massenmail, Newsletter, rate limit</translation>
    </message>
    <message>
        <source>fail2ban, brute force, wrong password, locked out, ban, block, attack</source>
        <translation>fail2ban, brute force, falsches Passwort, ausgesperrt, Sperre, sperren, Angriff</translation>
    </message>
    <message>
        <source>fail2ban, locked out, ban, block</source>
        <translation>fail2ban, ausgesperrt, Sperre, sperren</translation>
    </message>
    <message>
        <source>name of this server, FQDN, HELO name, myhostname, domain</source>
        <translation>Name dieses Servers, FQDN, HELO-Name, myhostname, Domain</translation>
    </message>
    <message>
        <source>admin address, abuse, bounces to me</source>
        <translation>Adresse des Administrators, abuse, Unzustellbares an mich</translation>
    </message>
    <message>
        <source>local network, internal network, printer cannot send, trusted network, mynetworks, private addresses, VPN</source>
        <translation>lokales Netz, internes Netz, Drucker kann nicht senden, vertrautes Netz, mynetworks, private Adressen, VPN</translation>
    </message>
    <message>
        <source>second MX, backup MX, provider&apos;s filter, gateway, forwarded mail is refused</source>
        <translation>zweiter MX, Backup-MX, Filter des Anbieters, Gateway, weitergeleitete Mail wird abgewiesen</translation>
    </message>
    <message>
        <source>log, retention, disk space</source>
        <translation>Protokoll, Log, Aufbewahrung, Plattenplatz</translation>
    </message>
    <message>
        <source>log retention, how long the log is kept, delete old, privacy, GDPR</source>
        <translation>Aufbewahrung des Protokolls, wie lange das Protokoll bleibt, Altes löschen, Datenschutz, DSGVO</translation>
    </message>
    <message>
        <source>log size, disk full, disk space</source>
        <translation>Größe des Protokolls, Platte voll, Plattenplatz</translation>
    </message>
    <message>
        <source>resolver, name server</source>
        <translation>Resolver, Nameserver, Namensauflösung</translation>
    </message>
    <message>
        <source>resolver, name server, unbound, DNSSEC, 8.8.8.8</source>
        <translation>Resolver, Nameserver, unbound, DNSSEC, 8.8.8.8</translation>
    </message>
    <message>
        <source>wizard, assistant, first start, install</source>
        <translation>Assistent, erster Start, einrichten, Installation</translation>
    </message>
    <message>
        <source>backup, copy, save everything, database, export</source>
        <translation>Backup, Sicherung, Kopie, alles sichern, Datenbank, Export</translation>
    </message>
    <message>
        <source>service manager, listeners, ports</source>
        <translation>Diensteverwaltung, Dienste, Ports</translation>
    </message>
    <message>
        <source>preferences, options, settings</source>
        <translation>Einstellungen, Optionen, Voreinstellungen</translation>
    </message>
    <message>
        <source>why refused, simulate, test a message, what if, try out</source>
        <translation>warum abgewiesen, simulieren, Nachricht testen, was wäre wenn, ausprobieren</translation>
    </message>
    <message>
        <source>start the server, stop the server, restart, no mail comes</source>
        <translation>Server starten, Server anhalten, neu starten, es kommt keine Mail</translation>
    </message>
    <message>
        <source>version, licence, license</source>
        <translation>Version, Lizenz</translation>
    </message>
    <message>
        <source>exit, close</source>
        <translation>beenden, schließen</translation>
    </message>
    <message>
        <source>firewall, not allowed to connect</source>
        <translation>Firewall, darf sich nicht verbinden</translation>
    </message>
    <message>
        <source>ban, banned, locked out, fail2ban, brute force</source>
        <translation>Sperre, gesperrt, ausgesperrt, fail2ban, brute force</translation>
    </message>
    <message>
        <source>block IP, block address, block country, blacklist</source>
        <translation>IP sperren, Adresse sperren, Land sperren, Blacklist</translation>
    </message>
    <message>
        <source>PTR, rDNS, FCrDNS, reverse lookup</source>
        <translation>PTR, rDNS, FCrDNS, Rückwärtsauflösung</translation>
    </message>
    <message>
        <source>DNSBL, RBL, Spamhaus, SpamCop</source>
        <translation>DNSBL, RBL, Spamhaus, SpamCop</translation>
    </message>
    <message>
        <source>block HELO, EHLO, block host name</source>
        <translation>HELO sperren, EHLO, Hostnamen sperren</translation>
    </message>
    <message>
        <source>EHLO, spoofed name, fake name, pretends to be us</source>
        <translation>EHLO, gefälschter Name, falscher Name, gibt sich als wir aus</translation>
    </message>
    <message>
        <source>EHLO, wrong HELO, bad host name, FQDN</source>
        <translation>EHLO, falsches HELO, schlechter Hostname, FQDN</translation>
    </message>
    <message>
        <source>EHLO, unknown host, cannot be resolved</source>
        <translation>EHLO, unbekannter Host, lässt sich nicht auflösen</translation>
    </message>
    <message>
        <source>block sender, block domain, unwanted sender, blacklist</source>
        <translation>Absender sperren, Domain sperren, unerwünschter Absender, Blacklist</translation>
    </message>
    <message>
        <source>spoof, spoofing, fake sender, forged sender, pretends to be us, my own address, phishing, boss fraud</source>
        <translation>Spoofing, gefälschter Absender, falscher Absender, gibt sich als wir aus, meine eigene Adresse, Phishing, Chefbetrug</translation>
    </message>
    <message>
        <source>no MX, unknown domain, return path, sender verification</source>
        <translation>kein MX, unbekannte Domain, Rückweg, Absenderprüfung</translation>
    </message>
    <message>
        <source>SPF fail, Sender Policy Framework, spoof, fake sender, forged</source>
        <translation>SPF nicht bestanden, Sender Policy Framework, Spoofing, gefälschter Absender</translation>
    </message>
    <message>
        <source>send as, wrong From, fake sender, may send only as himself</source>
        <translation>senden als, falsches From, gefälschter Absender, darf nur unter eigenem Namen senden</translation>
    </message>
    <message>
        <source>log-in required, authentication required, must log in, 530</source>
        <translation>Anmeldung verlangt, Authentifizierung nötig, muss sich anmelden, 530</translation>
    </message>
    <message>
        <source>block recipient, closed address, spam trap</source>
        <translation>Empfänger sperren, geschlossene Adresse, Spamfalle</translation>
    </message>
    <message>
        <source>open relay, relay access denied, relaying denied</source>
        <translation>offenes Relay, Open Relay, relay access denied, relaying denied</translation>
    </message>
    <message>
        <source>unknown user, user unknown, no mailbox, 550 5.1.1, catch-all</source>
        <translation>unbekannter Benutzer, user unknown, kein Postfach, 550 5.1.1, Catch-all</translation>
    </message>
    <message>
        <source>greylisting, greylist, graylisting, grey listing, 450</source>
        <translation>Greylisting, Greylist, Graylisting, graue Liste, 450</translation>
    </message>
    <message>
        <source>too big, attachment, message size, 552</source>
        <translation>zu groß, Anhang, Nachrichtengröße, 552</translation>
    </message>
    <message>
        <source>spoof, fake sender, forged From, pretends to be us, phishing, boss fraud</source>
        <translation>Spoofing, gefälschter Absender, gefälschtes From, gibt sich als wir aus, Phishing, Chefbetrug</translation>
    </message>
    <message>
        <source>DKIM, DMARC fail, signature, forged From, spoof</source>
        <translation>DKIM, DMARC nicht bestanden, Signatur, gefälschtes From, Spoofing</translation>
    </message>
    <message>
        <source>mail loop, too many hops</source>
        <translation>Mailschleife, zu viele Stationen, hops</translation>
    </message>
    <message>
        <source>spam filter, junk, virus, SpamAssassin, Rspamd</source>
        <translation>Spamfilter, Junk, Müll, Virus, SpamAssassin, Rspamd</translation>
    </message>
    <message>
        <source>listeners, ports, start, stop</source>
        <translation>Dienste, Ports, starten, anhalten</translation>
    </message>
    <message>
        <source>local domains, my domain, virtual domain, domain alias</source>
        <translation>lokale Domains, meine Domain, virtuelle Domain, Domain-Alias</translation>
    </message>
    <message>
        <source>user, account, password, alias, forward, forwarding, catch-all, Maildir, postmaster, address</source>
        <translation>Benutzer, Konto, Passwort, Kennwort, Alias, weiterleiten, Weiterleitung, Catch-all, Maildir, Postmaster, Adresse</translation>
    </message>
    <message>
        <source>local network, internal network, printer cannot send, scanner cannot send, copier, mynetworks</source>
        <translation>lokales Netz, internes Netz, Drucker kann nicht senden, Scanner kann nicht senden, Kopierer, mynetworks</translation>
    </message>
    <message>
        <source>smart host, smarthost, relay host, relayhost, outgoing mail, provider, transport, LMTP, Dovecot, deliver to</source>
        <translation>Smarthost, Relayhost, ausgehende Mail, Anbieter, Provider, Transport, LMTP, Dovecot, zustellen an</translation>
    </message>
    <message>
        <source>mail came back, bounce, returned mail, undeliverable, refused, blocked, where is my mail, lost mail, log, accepted mail, 554, spam</source>
        <translation>Mail kam zurück, Bounce, Rückläufer, unzustellbar, abgewiesen, gesperrt, wo ist meine Mail, verlorene Mail, Protokoll, Log, angenommene Mail, 554, Spam</translation>
    </message>
    <message>
        <source>who is connected, sessions, clients, now</source>
        <translation>wer ist verbunden, Sitzungen, Clients, jetzt</translation>
    </message>
    <message>
        <source>stuck, slow, mail is not sent, waiting, outgoing mail, deferred, retry, spool, delayed</source>
        <translation>hängt, langsam, Mail wird nicht gesendet, wartet, ausgehende Mail, aufgeschoben, erneut versuchen, Spool, verzögert</translation>
    </message>
    <message>
        <source>charts, numbers, report, how much spam, trend</source>
        <translation>Diagramme, Zahlen, Bericht, wie viel Spam, Verlauf</translation>
    </message>
    <message>
        <source>barred, blocked clients, unban, unblock, fail2ban, locked out</source>
        <translation>gesperrt, gesperrte Clients, entsperren, freigeben, fail2ban, ausgesperrt</translation>
    </message>
    <message>
        <source>must be accepted, must be refused, always accept, always refuse, keep an eye on, regression, test case</source>
        <translation>muss angenommen werden, muss abgewiesen werden, immer annehmen, immer abweisen, im Auge behalten, anheften, Testfall</translation>
    </message>
    <message>
        <source>undo, revision, restore, who changed, go back, changes, audit</source>
        <translation>rückgängig, Revision, wiederherstellen, wer hat geändert, zurück, Änderungen, Audit</translation>
    </message>
    <message>
        <source>clean up, duplicates, expired entries, unused entries, shadowed</source>
        <translation>aufräumen, doppelte, abgelaufene Einträge, unbenutzte Einträge, verdeckte</translation>
    </message>
    <message>
        <source>self-test, diagnose, problems, MX, reverse DNS, open relay test, is everything all right</source>
        <translation>Selbsttest, Diagnose, Probleme, MX, Rückwärtsname, Test auf offenes Relay, ist alles in Ordnung, Gesundheit</translation>
    </message>
    <message>
        <source>blacklist, blocklist, denylist, block, ban, refuse, deny, spam</source>
        <translation>Blacklist, Blockliste, Sperrliste, sperren, abweisen, verbieten, Spam</translation>
    </message>
    <message>
        <source>whitelist, allowlist, welcome list, allow, let in, unblock, always accept, false positive</source>
        <translation>Whitelist, Weiße Liste, Positivliste, erlauben, hereinlassen, freigeben, immer annehmen, Fehlalarm</translation>
    </message>
</context>
<context>
    <name>FindIndex</name>
    <message>
        <source>%1 › %2</source>
        <comment>tab, section</comment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <comment>menu, submenu</comment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>service name (port)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <comment>list, its tab</comment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Service Properties</source>
        <translation>Diensteigenschaften</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Server Properties</source>
        <translation>Servereigenschaften</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>domain, next hop</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>setting, service</comment>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was geändert wurde</translation>
    </message>
</context>
<context>
    <name>ListHealth</name>
    <message>
        <source>all services</source>
        <translation>alle Dienste</translation>
    </message>
    <message>
        <source>Shadowed</source>
        <translation>Überdeckt</translation>
    </message>
    <message>
        <source>Contradictory</source>
        <translation>Widersprüchlich</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Never hit</source>
        <translation>Nie getroffen</translation>
    </message>
    <message>
        <source>Forgeable</source>
        <translation>Fälschbar</translation>
    </message>
    <message>
        <source>IP Addresses</source>
        <translation>IP-Adressen</translation>
    </message>
    <message>
        <source>Senders</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>HELO Hosts</source>
        <translation>HELO-Namen</translation>
    </message>
    <message>
        <source>Black List</source>
        <translation>Schwarze Liste</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
</context>
<context>
    <name>ListWords</name>
    <message>
        <source>%1 — %2</source>
        <comment>what is wrong, what to do</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>all services</source>
        <translation>alle Dienste</translation>
    </message>
    <message>
        <source>this service</source>
        <translation>dieser Dienst</translation>
    </message>
    <message>
        <source>always, not for local names</source>
        <translation>immer, nicht für lokale Namen</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>Counts until it is removed.</source>
        <translation>Zählt, bis sie entfernt wird.</translation>
    </message>
    <message>
        <source>%1
Added by %2 on %3</source>
        <translation>%1
Hinzugefügt von %2 am %3</translation>
    </message>
    <message>
        <source>Anyone can claim to be this sender or host. So this exception does not let in clients from outside that claim to be local, unless it counts only from an IP range.</source>
        <translation>Jeder kann sich als dieser Absender oder Host ausgeben. Deshalb lässt diese Ausnahme keine Clients von außen ein, die sich als lokal ausgeben, außer sie zählt nur aus einem IP-Bereich.</translation>
    </message>
    <message>
        <source>“%1” is no date. Write it like %2, or choose one.</source>
        <translation>„%1“ ist kein Datum. Schreiben Sie es wie %2, oder wählen Sie eines.</translation>
    </message>
    <message>
        <source>Counts only for mail that the sender&apos;s domain itself vouches for (SPF).</source>
        <translation>Gilt nur für Mail, für die die Domain des Absenders selbst bürgt (SPF).</translation>
    </message>
    <message>
        <source>SPF passes</source>
        <translation>SPF bestanden</translation>
    </message>
</context>
<context>
    <name>MailboxTable</name>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Delivered to</source>
        <translation>Zustellung in</translation>
    </message>
    <message>
        <source>Other addresses</source>
        <translation>Weitere Adressen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
</context>
<context>
    <name>PageTable</name>
    <message>
        <source>&amp;Services</source>
        <translation>&amp;Dienste</translation>
    </message>
    <message>
        <source>&amp;Domains</source>
        <translation>D&amp;omains</translation>
    </message>
    <message>
        <source>&amp;Mailboxes</source>
        <translation>&amp;Postfächer</translation>
    </message>
    <message>
        <source>&amp;LAN</source>
        <translation>&amp;LAN</translation>
    </message>
    <message>
        <source>&amp;Rejected mail</source>
        <translation>&amp;Abgewiesene Mail</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>R&amp;outes</source>
        <translation>Ro&amp;uten</translation>
    </message>
    <message>
        <source>&amp;Connections</source>
        <translation>Ver&amp;bindungen</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Warteschlange</translation>
    </message>
    <message>
        <source>Temporary &amp;bans</source>
        <translation>&amp;Zeitweilige Sperren</translation>
    </message>
    <message>
        <source>St&amp;atistics</source>
        <translation>Statisti&amp;k</translation>
    </message>
    <message>
        <source>H&amp;ealth check</source>
        <translation>Befu&amp;nd</translation>
    </message>
    <message>
        <source>L&amp;ist health</source>
        <translation>L&amp;istenpflege</translation>
    </message>
    <message>
        <source>&amp;Pinned mail</source>
        <translation>An&amp;geheftete Mail</translation>
    </message>
</context>
<context>
    <name>PinWords</name>
    <message>
        <source>The service is gone</source>
        <translation>Den Dienst gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The service is switched off</source>
        <translation>Der Dienst ist ausgeschaltet</translation>
    </message>
    <message>
        <source>Cannot be decided again</source>
        <translation>Kann nicht noch einmal entschieden werden</translation>
    </message>
    <message>
        <source>broken: %1</source>
        <translation>nicht eingehalten: %1</translation>
    </message>
    <message>
        <source>as it must be: %1</source>
        <translation>wie es sein muss: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>outcome, check</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>PinsPage</name>
    <message>
        <source>Must be</source>
        <translation>Muss sein</translation>
    </message>
    <message>
        <source>By the settings of now</source>
        <translation>Mit den Einstellungen von jetzt</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
</context>
<context>
    <name>Prompter</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message>
        <source>when released</source>
        <translation>nach Freigabe</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>noch nicht versucht</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation>Warum sie wartet</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>being delivered</source>
        <translation>wird zugestellt</translation>
    </message>
    <message>
        <source>held</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>mailbox %1</source>
        <translation>Postfach %1</translation>
    </message>
    <message>
        <source>domain %1</source>
        <translation>Domain %1</translation>
    </message>
</context>
<context>
    <name>RangeListEdit</name>
    <message>
        <source>one address</source>
        <translation>eine Adresse</translation>
    </message>
    <message numerus="yes">
        <source>%Ln addresses</source>
        <translation>
            <numerusform>%Ln Adresse</numerusform>
            <numerusform>%Ln Adressen</numerusform>
        </translation>
    </message>
    <message>
        <source>a block of /%1</source>
        <translation>ein Block von /%1</translation>
    </message>
    <message>
        <source>about 2^%1 addresses</source>
        <translation>etwa 2^%1 Adressen</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>For example 192.168.1.0/24 or 192.0.2.10-192.0.2.20</source>
        <translation>Zum Beispiel 192.168.1.0/24 oder 192.0.2.10-192.0.2.20</translation>
    </message>
    <message>
        <source>this machine only</source>
        <translation>nur dieser Rechner</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>For example 192.0.2.1 or 2001:db8::1</source>
        <translation>Zum Beispiel 192.0.2.1 oder 2001:db8::1</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>For example joe@partner.example or partner.example</source>
        <translation>Zum Beispiel joe@partner.example oder partner.example</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>For example news@partner.example or partner.example</source>
        <translation>Zum Beispiel news@partner.example oder partner.example</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Refuses nothing of the last 7 days.</source>
        <translation>Weist aus den letzten 7 Tagen nichts ab.</translation>
    </message>
    <message>
        <source>Would have refused nothing in 7 days.</source>
        <translation>Hätte in 7 Tagen nichts abgewiesen.</translation>
    </message>
    <message numerus="yes">
        <source>Refuses %Ln message(s) of the last 7 days.</source>
        <translation>
            <numerusform>Weist %Ln Nachricht aus den letzten 7 Tagen ab.</numerusform>
            <numerusform>Weist %Ln Nachrichten aus den letzten 7 Tagen ab.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Would have refused %Ln message(s) in 7 days.</source>
        <translation>
            <numerusform>Hätte in 7 Tagen %Ln Nachricht abgewiesen.</numerusform>
            <numerusform>Hätte in 7 Tagen %Ln Nachrichten abgewiesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Refuses nothing of the newest %1 messages.</source>
        <translation>Weist von den neuesten %1 Nachrichten nichts ab.</translation>
    </message>
    <message>
        <source>Would have refused nothing of the newest %1 messages.</source>
        <translation>Hätte von den neuesten %1 Nachrichten nichts abgewiesen.</translation>
    </message>
    <message numerus="yes">
        <source>Refuses %Ln message(s) of the newest %1.</source>
        <translation>
            <numerusform>Weist von den neuesten %1 Nachrichten %Ln ab.</numerusform>
            <numerusform>Weist von den neuesten %1 Nachrichten %Ln ab.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Would have refused %Ln message(s) of the newest %1.</source>
        <translation>
            <numerusform>Hätte von den neuesten %1 Nachrichten %Ln abgewiesen.</numerusform>
            <numerusform>Hätte von den neuesten %1 Nachrichten %Ln abgewiesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log holds no mail of the last 7 days to count by.</source>
        <translation>Im Protokoll steht aus den letzten 7 Tagen keine Mail, nach der sich zählen ließe.</translation>
    </message>
    <message>
        <source>The log does not hold what its mail was decided from.</source>
        <translation>Im Protokoll steht nicht, woraus über die Mail entschieden wurde.</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln more it is not known (not looked up then: %1).</source>
        <translation>
            <numerusform>Von %Ln weiteren ist es nicht bekannt (damals nicht nachgesehen: %1).</numerusform>
            <numerusform>Von %Ln weiteren ist es nicht bekannt (damals nicht nachgesehen: %1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What it would refuse of %Ln message(s) is not known (not looked up then: %1). Monitor finds out.</source>
        <translation>
            <numerusform>Ob sie %Ln Nachricht abweisen würde, ist nicht bekannt (damals nicht nachgesehen: %1). „Beobachten“ findet es heraus.</numerusform>
            <numerusform>Was sie von %Ln Nachrichten abweisen würde, ist nicht bekannt (damals nicht nachgesehen: %1). „Beobachten“ findet es heraus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>HELO name</source>
        <translation>HELO-Name</translation>
    </message>
    <message>
        <source>Sender&apos;s domain</source>
        <translation>Domain des Absenders</translation>
    </message>
    <message>
        <source>SPF</source>
        <translation>SPF</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>no sender (&lt;&gt;)</source>
        <translation>kein Absender (&lt;&gt;)</translation>
    </message>
    <message>
        <source>not looked up</source>
        <translation>nicht nachgesehen</translation>
    </message>
    <message>
        <source>could not be looked up</source>
        <translation>ließ sich nicht feststellen</translation>
    </message>
    <message>
        <source>Private addresses: probably machines of your own.</source>
        <translation>Private Adressen: wahrscheinlich eigene Rechner.</translation>
    </message>
    <message>
        <source>SPF passes: the newest comes from a server that the sender&apos;s domain vouches for.</source>
        <translation>SPF bestanden: Die neueste kommt von einem Server, für den die Domain des Absenders einsteht.</translation>
    </message>
    <message>
        <source>SPF fails: the sender&apos;s domain says that the newest comes from no server of its own. Refusing is right, unless you know better.</source>
        <translation>SPF nicht bestanden: Laut der Domain des Absenders kommt die neueste von keinem ihrer Server. Abweisen ist richtig, wenn Sie es nicht besser wissen.</translation>
    </message>
</context>
<context>
    <name>RelativeTime</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n Min.</numerusform>
            <numerusform>vor %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n Std.</numerusform>
            <numerusform>vor %n Std.</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelaySummary</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>a, b and c</comment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>a, b</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Listed clients outside the LAN</source>
        <translation>Aufgelistete Clients außerhalb des LAN</translation>
    </message>
    <message>
        <source>Listed clients</source>
        <translation>Aufgelistete Clients</translation>
    </message>
    <message>
        <source>Outside clients</source>
        <translation>Clients von außen</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Nobody can send anything without logging in.</source>
        <translation>Niemand kann etwas senden, ohne sich anzumelden.</translation>
    </message>
    <message>
        <source>Outside clients cannot use this service.</source>
        <translation>Clients von außen können diesen Dienst nicht benutzen.</translation>
    </message>
    <message>
        <source>Clients in the LAN</source>
        <translation>Clients im LAN</translation>
    </message>
    <message>
        <source>%1 can send to nobody: you have no domain yet.</source>
        <translation>%1 können an niemanden senden: Es gibt noch keine eigene Domain.</translation>
    </message>
    <message>
        <source>%1 can send only to %2.</source>
        <translation>%1 können nur an %2 senden.</translation>
    </message>
    <message>
        <source>Listed clients in the LAN</source>
        <translation>Aufgelistete Clients im LAN</translation>
    </message>
    <message>
        <source>Clients in %1</source>
        <translation>Clients in %1</translation>
    </message>
    <message>
        <source>%1 can send anywhere as one of your domains, which they can forge.</source>
        <translation>%1 können überallhin senden, als eine Ihrer Domains, was sich fälschen lässt.</translation>
    </message>
    <message>
        <source>%1 can send anywhere.</source>
        <translation>%1 können überallhin senden.</translation>
    </message>
    <message>
        <source>Clients that have logged in can send anywhere.</source>
        <translation>Angemeldete Clients können überallhin senden.</translation>
    </message>
</context>
<context>
    <name>RouteTable</name>
    <message>
        <source>all others (*)</source>
        <translation>alle anderen (*)</translation>
    </message>
    <message>
        <source>Mail for</source>
        <translation>Mail für</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Logs in as</source>
        <translation>Meldet sich an als</translation>
    </message>
</context>
<context>
    <name>ServiceActions</name>
    <message>
        <source>Nothing has been changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>This service is not there any more: somebody has deleted it.</source>
        <translation>Diesen Dienst gibt es nicht mehr: Jemand hat ihn gelöscht.</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln Eintrag</numerusform>
            <numerusform>%Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>The log keeps what the service has decided, and History can bring it back.</source>
        <translation>Das Protokoll behält, was der Dienst entschieden hat, und der Verlauf kann ihn zurückholen.</translation>
    </message>
    <message>
        <source>All its settings go with it.</source>
        <translation>Alle seine Einstellungen gehen mit ihm.</translation>
    </message>
    <message>
        <source>All its settings go with it, its black list (%1) and its exceptions (%2).</source>
        <translation>Alle seine Einstellungen gehen mit ihm, seine Schwarze Liste (%1) und seine Ausnahmen (%2).</translation>
    </message>
    <message>
        <source>New Service</source>
        <translation>Neuer Dienst</translation>
    </message>
    <message>
        <source>%1. Everything else can be set in its properties.</source>
        <translation>%1. Alles Weitere lässt sich in seinen Eigenschaften einstellen.</translation>
    </message>
    <message>
        <source>Duplicate Service</source>
        <translation>Dienst duplizieren</translation>
    </message>
    <message>
        <source>A service with all settings of %1.</source>
        <translation>Ein Dienst mit allen Einstellungen von %1.</translation>
    </message>
    <message>
        <source>A service with all settings of %1 and its lists (%2).</source>
        <translation>Ein Dienst mit allen Einstellungen von %1 und seinen Listen (%2).</translation>
    </message>
    <message>
        <source>Copy Policy</source>
        <translation>Regeln kopieren</translation>
    </message>
    <message>
        <source>&amp;New name:</source>
        <translation>&amp;Neuer Name:</translation>
    </message>
    <message>
        <source>Rename Service</source>
        <translation>Dienst umbenennen</translation>
    </message>
    <message>
        <source>Delete Service</source>
        <translation>Dienst löschen</translation>
    </message>
    <message>
        <source>Delete the service “%1”?</source>
        <translation>Den Dienst „%1“ löschen?</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>ServiceNotices</name>
    <message>
        <source>%1: %2</source>
        <comment>service: why it is down</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>service: what is wrong with its certificate</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Far more than usual is refused: see the statistics</source>
        <translation>Weit mehr als üblich wird abgewiesen: siehe die Statistik</translation>
    </message>
</context>
<context>
    <name>ServiceState</name>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>keine Engine</translation>
    </message>
    <message>
        <source>cannot start</source>
        <translation>kann nicht starten</translation>
    </message>
</context>
<context>
    <name>ServiceTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>rev %1</source>
        <translation>Rev. %1</translation>
    </message>
    <message>
        <source>No engine has these settings in force.</source>
        <translation>Keine Engine hat diese Einstellungen in Kraft.</translation>
    </message>
    <message>
        <source>The saved settings are in force.</source>
        <translation>Die gespeicherten Einstellungen sind in Kraft.</translation>
    </message>
    <message>
        <source>Saved is revision %1, in force still revision %2.</source>
        <translation>Gespeichert ist Revision %1, in Kraft noch Revision %2.</translation>
    </message>
    <message>
        <source>Connections at this moment</source>
        <translation>Verbindungen in diesem Augenblick</translation>
    </message>
    <message>
        <source>required</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>implicit</source>
        <translation>implizit</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
</context>
<context>
    <name>SettingPlace</name>
    <message>
        <source>Exceptions › IP Addresses</source>
        <translation>Ausnahmen › IP-Adressen</translation>
    </message>
    <message>
        <source>Exceptions › Senders</source>
        <translation>Ausnahmen › Absender</translation>
    </message>
    <message>
        <source>Exceptions › Recipients</source>
        <translation>Ausnahmen › Empfänger</translation>
    </message>
    <message>
        <source>Exceptions › HELO Hosts</source>
        <translation>Ausnahmen › HELO-Namen</translation>
    </message>
    <message>
        <source>Access Control</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Black List › IP Addresses</source>
        <translation>Schwarze Liste › IP-Adressen</translation>
    </message>
    <message>
        <source>Black List › HELO Hosts</source>
        <translation>Schwarze Liste › HELO-Namen</translation>
    </message>
    <message>
        <source>Black List › Senders</source>
        <translation>Schwarze Liste › Absender</translation>
    </message>
    <message>
        <source>Black List › Recipients</source>
        <translation>Schwarze Liste › Empfänger</translation>
    </message>
    <message>
        <source>Relaying</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Abuse</source>
        <translation>Missbrauch</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Black Lists › DNS lists</source>
        <translation>Schwarze Listen › DNS-Listen</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Black Lists › List files</source>
        <translation>Schwarze Listen › Listendateien</translation>
    </message>
</context>
<context>
    <name>SpanText</name>
    <message>
        <source>%1, %2 – %3</source>
        <comment>date, from one time to another</comment>
        <translation>%1, %2 – %3</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from one date to another</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>StatisticsView</name>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>No sender (&lt;&gt;)</source>
        <translation>Ohne Absender (&lt;&gt;)</translation>
    </message>
    <message>
        <source>(without a name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>Aufgeschoben</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>StatusSummary</name>
    <message>
        <source>Engine in this process: starting</source>
        <translation>Engine in diesem Prozess: startet</translation>
    </message>
    <message>
        <source>Engine in this process: stopping</source>
        <translation>Engine in diesem Prozess: hält an</translation>
    </message>
    <message>
        <source>The engine cannot start: %1</source>
        <translation>Die Engine kann nicht starten: %1</translation>
    </message>
    <message>
        <source>No engine is running: no mail is received</source>
        <translation>Keine Engine läuft: Es wird keine Mail angenommen</translation>
    </message>
    <message numerus="yes">
        <source>%n engines</source>
        <translation>
            <numerusform>%n Engine</numerusform>
            <numerusform>%n Engines</numerusform>
        </translation>
    </message>
    <message>
        <source>Engine in this process</source>
        <translation>Engine in diesem Prozess</translation>
    </message>
    <message>
        <source>Engine &quot;%1&quot; (process %2)</source>
        <translation>Engine „%1“ (Prozess %2)</translation>
    </message>
    <message>
        <source>saved rev %1 = in force on %2 of %3</source>
        <translation>gespeichert Rev. %1 = in Kraft auf %2 von %3</translation>
    </message>
    <message>
        <source>saved rev %1, in force on %2 of %3</source>
        <translation>gespeichert Rev. %1, in Kraft auf %2 von %3</translation>
    </message>
    <message>
        <source>%1: running</source>
        <translation>%1: läuft</translation>
    </message>
    <message>
        <source>%1 accepted, %2 refused/h</source>
        <translation>%1 angenommen, %2 abgewiesen/h</translation>
    </message>
</context>
<context>
    <name>StoreRescue</name>
    <message>
        <source>Restore a Backup</source>
        <translation>Sicherung zurückspielen</translation>
    </message>
    <message>
        <source>Stores and backups (*.db *.backup* *.bak);;All files (*)</source>
        <translation>Datenbanken und Sicherungen (*.db *.backup* *.bak);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The backup is in place.</source>
        <translation>Die Sicherung ist eingespielt.</translation>
    </message>
    <message>
        <source>The damaged store is kept as %1.%2.</source>
        <translation>Die beschädigte Datenbank bleibt als %1.%2 erhalten.</translation>
    </message>
    <message>
        <source>The backup cannot be put in place.</source>
        <translation>Die Sicherung kann nicht eingespielt werden.</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>&amp;Sicherung zurückspielen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>The store %1 cannot be opened.</source>
        <translation>Die Datenbank %1 lässt sich nicht öffnen.</translation>
    </message>
</context>
<context>
    <name>postern::console::InProcessEngine</name>
    <message>
        <source>The engine has stopped, but something of it hangs and keeps the store locked until it comes back: %1. Is a file server gone?</source>
        <translation>Die Engine ist angehalten, aber etwas von ihr hängt und hält die Datenbank gesperrt, bis es zurückkommt: %1. Ist ein Dateiserver ausgefallen?</translation>
    </message>
</context>
<context>
    <name>postern::ui::AboutDialog</name>
    <message>
        <source>About Postern</source>
        <translation>Über Postern</translation>
    </message>
    <message>
        <source>Postern %1</source>
        <translation>Postern %1</translation>
    </message>
    <message>
        <source>&lt;p&gt;The gate of a mail server: it decides who may bring in or send mail, and says why.&lt;/p&gt;&lt;p&gt;Free software under the &lt;a href=&quot;https://www.gnu.org/licenses/gpl-3.0.html&quot;&gt;GNU General Public License&lt;/a&gt;, version 3 or later. There is no warranty, to the extent that the law permits.&lt;/p&gt;&lt;p&gt;Built with Qt %1, Asio, libsodium, libidn2 and SQLite.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Das Tor eines Mailservers: Es entscheidet, wer Mail hereinbringen oder senden darf, und sagt, warum.&lt;/p&gt;&lt;p&gt;Freie Software unter der &lt;a href=&quot;https://www.gnu.org/licenses/gpl-3.0.html&quot;&gt;GNU General Public License&lt;/a&gt;, Version 3 oder später. Es gibt keine Gewährleistung, soweit das Gesetz es zulässt.&lt;/p&gt;&lt;p&gt;Gebaut mit Qt %1, Asio, libsodium, libidn2 und SQLite.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>postern::ui::AbusePage</name>
    <message>
        <source>Abuse</source>
        <translation>Missbrauch</translation>
    </message>
    <message>
        <source>Set to &amp;Defaults</source>
        <translation>Auf &amp;Vorgaben setzen</translation>
    </message>
    <message>
        <source>&amp;Checks and what they say:</source>
        <translation>&amp;Prüfungen und was sie antworten:</translation>
    </message>
    <message>
        <source>Replies may hold %1. Each ends with the reference of the log entry where {reference} is left out. Monitor counts and logs what would be refused, and refuses nothing.</source>
        <translation>Antworten dürfen %1 enthalten. Jede endet mit der Referenz des Protokolleintrags, wenn {reference} fehlt. Beobachten zählt und protokolliert, was abgewiesen würde, und weist nichts ab.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source> h</source>
        <translation> h</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source> retries</source>
        <translation> neuen Versuchen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>A mail server that tries again after this time is let in; sooner, it is not.</source>
        <translation>Ein Mailserver, der es nach dieser Zeit noch einmal versucht, wird eingelassen, früher nicht.</translation>
    </message>
    <message>
        <source>A retry that comes later is a first try again.</source>
        <translation>Ein späterer neuer Versuch gilt wieder als erster.</translation>
    </message>
    <message>
        <source>Whoever has tried again in time need not once more, for so long after the last message.</source>
        <translation>Wer es rechtzeitig noch einmal versucht hat, muss es nicht wieder, so lange nach der letzten Nachricht.</translation>
    </message>
    <message>
        <source>A network from which so many have tried again in time is let in at once.</source>
        <translation>Ein Netz, aus dem es so viele rechtzeitig noch einmal versucht haben, wird sofort eingelassen.</translation>
    </message>
    <message>
        <source>&amp;Greylisting takes a retry after:</source>
        <translation>&amp;Greylisting nimmt neuen Versuch an nach:</translation>
    </message>
    <message>
        <source>… and &amp;for:</source>
        <translation>… und s&amp;o lange:</translation>
    </message>
    <message>
        <source>… &amp;knows who retried for:</source>
        <translation>… &amp;kennt, wer es tat, für:</translation>
    </message>
    <message>
        <source>… &amp;trusts a network after:</source>
        <translation>… &amp;traut einem Netz nach:</translation>
    </message>
</context>
<context>
    <name>postern::ui::AccessPage</name>
    <message>
        <source>The LAN is empty: define it in Options › Server… › LAN.</source>
        <translation>Das LAN ist leer: Es wird unter Optionen › Server … › LAN festgelegt.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The LAN is: %1. Whoever may not use the service is turned away when it connects, with the reply 554.</source>
        <translation>Das LAN ist: %1. Wer den Dienst nicht benutzen darf, wird beim Verbinden mit der Antwort 554 abgewiesen.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Access Control</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Who may use this service</source>
        <translation>Wer diesen Dienst benutzen darf</translation>
    </message>
    <message>
        <source>&amp;Any client</source>
        <translation>&amp;Jeder Client</translation>
    </message>
    <message>
        <source>Clients in the &amp;LAN only</source>
        <translation>Nur Clients im &amp;LAN</translation>
    </message>
    <message>
        <source>Li&amp;sted clients only</source>
        <translation>Nur au&amp;fgelistete Clients</translation>
    </message>
    <message>
        <source>&amp;Clients in the LAN, and listed clients</source>
        <translation>&amp;Clients im LAN und aufgelistete Clients</translation>
    </message>
    <message>
        <source>Listed clien&amp;ts:</source>
        <translation>Aufgelistete Clien&amp;ts:</translation>
    </message>
</context>
<context>
    <name>postern::ui::AddressesEdit</name>
    <message>
        <source>A&amp;ll addresses of this computer (IPv4 and IPv6)</source>
        <translation>A&amp;lle Adressen dieses Rechners (IPv4 und IPv6)</translation>
    </message>
    <message>
        <source>&amp;Only these:</source>
        <translation>N&amp;ur diese:</translation>
    </message>
    <message>
        <source>Addresses to listen on</source>
        <translation>Adressen, auf denen der Dienst lauscht</translation>
    </message>
</context>
<context>
    <name>postern::ui::AuthenticationPage</name>
    <message>
        <source>Nobody can log in.</source>
        <translation>Niemand kann sich anmelden.</translation>
    </message>
    <message>
        <source>All mail needs a log-in here (Abuse › Not logged in).</source>
        <translation>Hier braucht jede Mail eine Anmeldung (Missbrauch › Nicht angemeldet).</translation>
    </message>
    <message>
        <source>Mail is taken without a log-in, too (Abuse › Not logged in).</source>
        <translation>Mail wird auch ohne Anmeldung angenommen (Missbrauch › Nicht angemeldet).</translation>
    </message>
    <message>
        <source>No mailbox has a password yet, so nobody can log in.</source>
        <translation>Noch hat kein Postfach ein Passwort, also kann sich niemand anmelden.</translation>
    </message>
    <message numerus="yes">
        <source>%n mailbox(es) can log in.</source>
        <translation>
            <numerusform>%n Postfach kann sich anmelden.</numerusform>
            <numerusform>%n Postfächer können sich anmelden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Also on connections &amp;without TLS</source>
        <translation>Auch auf Verbindungen &amp;ohne TLS</translation>
    </message>
    <message>
        <source>Anybody on the way can read the passwords then.</source>
        <translation>Dann kann jeder auf dem Weg die Passwörter mitlesen.</translation>
    </message>
    <message>
        <source>the mailboxes&apos; own</source>
        <translation>die der Postfächer</translation>
    </message>
    <message>
        <source>To ask a Dovecot server on this machine: dovecot:/run/dovecot/auth-client</source>
        <translation>Um einen Dovecot-Server auf diesem Rechner zu fragen: dovecot:/run/dovecot/auth-client</translation>
    </message>
    <message>
        <source>How clients log in</source>
        <translation>Wie Clients sich anmelden</translation>
    </message>
    <message>
        <source>Offered:</source>
        <translation>Angeboten:</translation>
    </message>
    <message>
        <source>Passwor&amp;ds:</source>
        <translation>Pass&amp;wörter:</translation>
    </message>
    <message>
        <source>Clients that guess passwords are barred for a while: see Limits › Guessing passwords.</source>
        <translation>Clients, die Passwörter raten, werden eine Weile gesperrt: siehe Grenzen › Raten von Passwörtern.</translation>
    </message>
</context>
<context>
    <name>postern::ui::BansPage</name>
    <message numerus="yes">
        <source>%n failed log-ins within ten minutes</source>
        <translation>
            <numerusform>%n Fehlanmeldung innerhalb von zehn Minuten</numerusform>
            <numerusform>%n Fehlanmeldungen innerhalb von zehn Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Clients that are barred now</source>
        <translation>Clients, die jetzt gesperrt sind</translation>
    </message>
    <message>
        <source>Client or reason</source>
        <translation>Client oder Grund</translation>
    </message>
    <message>
        <source>&amp;Lift</source>
        <translation>&amp;Sperre aufheben</translation>
    </message>
    <message>
        <source>Show in the Lo&amp;g</source>
        <translation>Im &amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>Select the clients that may come in again</source>
        <translation>Wählen Sie die Clients, die wieder hereindürfen</translation>
    </message>
    <message>
        <source>Temporary bans</source>
        <translation>Zeitweilige Sperren</translation>
    </message>
    <message>
        <source>No client is barred now.

A client outside the LAN that fails to log in too often is barred for a while. After how many failures, and for how long, is set in the properties of each service, on the tab Authentication.</source>
        <translation>Kein Client ist jetzt gesperrt.

Ein Client außerhalb des LAN, der sich zu oft vergeblich anmeldet, wird für eine Weile gesperrt. Nach wie vielen Versuchen und wie lange, steht in den Eigenschaften jedes Dienstes auf dem Reiter Anmeldung.</translation>
    </message>
    <message>
        <source>The first %L1 of %L2 barred clients, those whose ban ends first</source>
        <translation>Die ersten %L1 von %L2 gesperrten Clients: die, deren Sperre zuerst endet</translation>
    </message>
    <message>
        <source>%L1 of %L2 barred clients</source>
        <translation>%L1 von %L2 gesperrten Clients</translation>
    </message>
    <message numerus="yes">
        <source>%n barred client(s)</source>
        <translation>
            <numerusform>%n gesperrter Client</numerusform>
            <numerusform>%n gesperrte Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>The ban cannot be lifted.</source>
        <translation>Die Sperre kann nicht aufgehoben werden.</translation>
    </message>
</context>
<context>
    <name>postern::ui::BlackListsPage</name>
    <message>
        <source>1 address</source>
        <translation>1 Adresse</translation>
    </message>
    <message numerus="yes">
        <source>%n addresses</source>
        <translation>
            <numerusform>%n Adresse</numerusform>
            <numerusform>%n Adressen</numerusform>
        </translation>
    </message>
    <message>
        <source>1 sender</source>
        <translation>1 Absender</translation>
    </message>
    <message numerus="yes">
        <source>%n senders</source>
        <translation>
            <numerusform>%n Absender</numerusform>
            <numerusform>%n Absender</numerusform>
        </translation>
    </message>
    <message>
        <source>1 recipient</source>
        <translation>1 Empfänger</translation>
    </message>
    <message numerus="yes">
        <source>%n recipients</source>
        <translation>
            <numerusform>%n Empfänger</numerusform>
            <numerusform>%n Empfänger</numerusform>
        </translation>
    </message>
    <message>
        <source>1 HELO host</source>
        <translation>1 HELO-Name</translation>
    </message>
    <message numerus="yes">
        <source>%n HELO hosts</source>
        <translation>
            <numerusform>%n HELO-Name</numerusform>
            <numerusform>%n HELO-Namen</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a check</comment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Black Lists</source>
        <translation>Schwarze Listen</translation>
    </message>
    <message>
        <source>Refusals found before RCPT are &amp;answered at RCPT TO</source>
        <translation>Was vor RCPT abzuweisen ist, wird &amp;erst bei RCPT TO beantwortet</translation>
    </message>
    <message>
        <source>Clients in the &amp;LAN are exempt</source>
        <translation>Clients im &amp;LAN sind ausgenommen</translation>
    </message>
    <message>
        <source>Clients that have lo&amp;gged in are exempt</source>
        <translation>An&amp;gemeldete Clients sind ausgenommen</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>An exception by IP address or recipient lifts all of these checks. One by sender or HELO host can be forged, and lifts neither “Sender claims to be local” nor “HELO says a local name”. No exception ever allows relaying.</source>
        <translation>Eine Ausnahme nach IP-Adresse oder Empfänger hebt alle diese Prüfungen auf. Eine nach Absender oder HELO-Name lässt sich fälschen und hebt weder „Absender gibt sich als lokal aus“ noch „HELO nennt einen lokalen Namen“ auf. Keine Ausnahme erlaubt je das Weiterleiten.</translation>
    </message>
    <message>
        <source>A blacklisted client</source>
        <translation>Ein Client auf der Schwarzen Liste</translation>
    </message>
    <message>
        <source>The log then knows sender and recipient of what is refused, and exceptions by recipient can count. Otherwise it is refused as soon as something is found.</source>
        <translation>Das Protokoll kennt dann Absender und Empfänger des Abgewiesenen, und Ausnahmen nach Empfänger können zählen. Sonst wird abgewiesen, sobald etwas gefunden ist.</translation>
    </message>
    <message>
        <source>Applies to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Exempt means: from the checks %1. The lists themselves apply to everybody.</source>
        <translation>Ausgenommen heißt: von den Prüfungen %1. Die Listen selbst gelten für alle.</translation>
    </message>
    <message>
        <source>&amp;Black Lists…</source>
        <translation>&amp;Schwarze Listen …</translation>
    </message>
    <message>
        <source>&amp;Exceptions (White List)…</source>
        <translation>&amp;Ausnahmen (Weiße Liste) …</translation>
    </message>
    <message>
        <source>DNS lists</source>
        <translation>DNS-Listen</translation>
    </message>
    <message>
        <source>Lists that clients are looked &amp;up in:</source>
        <translation>Listen, in denen Clients &amp;nachgeschlagen werden:</translation>
    </message>
    <message>
        <source>Enable veri&amp;fication</source>
        <translation>Pr&amp;üfung einschalten</translation>
    </message>
    <message>
        <source>100 points together refuse a client. What it is told is set on the tab Abuse: “%1”.</source>
        <translation>100 Punkte zusammen weisen einen Client ab. Was ihm gesagt wird, steht auf dem Reiter Missbrauch: „%1“.</translation>
    </message>
</context>
<context>
    <name>postern::ui::BrokenPinsDialog</name>
    <message>
        <source>What would be broken</source>
        <translation>Was nicht mehr eingehalten würde</translation>
    </message>
    <message>
        <source>Must be</source>
        <translation>Muss sein</translation>
    </message>
    <message>
        <source>With your changes</source>
        <translation>Mit Ihren Änderungen</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Pinned Mail</source>
        <translation>Angeheftete Mail</translation>
    </message>
    <message numerus="yes">
        <source>These settings would break %n pinned message(s).</source>
        <translation>
            <numerusform>Mit diesen Einstellungen würde %n angeheftete Nachricht anders entschieden.</numerusform>
            <numerusform>Mit diesen Einstellungen würden %n angeheftete Nachrichten anders entschieden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been saved yet. Go back and change what you edited, or save it anyway: a pin that does not hold any more can be removed at Monitor › Pinned mail.</source>
        <translation>Noch ist nichts gespeichert. Gehen Sie zurück und ändern Sie, was Sie bearbeitet haben, oder speichern Sie trotzdem: Was nicht mehr gelten soll, lässt sich unter Beobachtung › Angeheftete Mail lösen.</translation>
    </message>
    <message>
        <source>&amp;Save Anyway</source>
        <translation>Trotzdem &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Go Back</source>
        <translation>&amp;Zurück</translation>
    </message>
</context>
<context>
    <name>postern::ui::CertificateStep</name>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>By it the connections to this server are encrypted, and mail programs know that it is the right server.</source>
        <translation>Damit werden die Verbindungen zu diesem Server verschlüsselt, und Mailprogramme erkennen, dass es der richtige ist.</translation>
    </message>
    <message>
        <source>&amp;Use a certificate of mine</source>
        <translation>Ein Ein &amp;eigenes Zertifikatamp;eigenes Zertifikat verwenden</translation>
    </message>
    <message>
        <source>&amp;Make one that nobody has signed</source>
        <translation>Eines &amp;machen, das niemand unterschrieben hat</translation>
    </message>
    <message>
        <source>Its files in PEM form, as an authority gives them: the certificate with its chain, and the key. When they are renewed, the new ones are taken without a restart.</source>
        <translation>Seine Dateien im PEM-Format, wie eine Zertifizierungsstelle sie gibt: das Zertifikat mit seiner Kette und der Schlüssel. Werden sie erneuert, gelten die neuen ohne Neustart.</translation>
    </message>
    <message>
        <source>Certificate files</source>
        <translation>Zertifikatsdateien</translation>
    </message>
    <message>
        <source>Made for %1, and renewed by itself. Good for trying Postern out: mail programs encrypt, but warn of it. Another can be named later.</source>
        <translation>Für %1 gemacht und von selbst erneuert. Gut, um Postern auszuprobieren: Mailprogramme verschlüsseln, warnen aber davor. Ein anderes kann später angegeben werden.</translation>
    </message>
</context>
<context>
    <name>postern::ui::CertificatesEdit</name>
    <message>
        <source>no host name</source>
        <translation>keinen Rechnernamen</translation>
    </message>
    <message>
        <source>signed by nobody but itself</source>
        <translation>nur von sich selbst unterschrieben</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>unterschrieben von %1</translation>
    </message>
    <message>
        <source>For %1; %2; valid until %3.</source>
        <translation>Für %1; %2; gültig bis %3.</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>Add cert&amp;ificate…</source>
        <translation>Zert&amp;ifikat hinzufügen …</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM-Dateien (*.pem *.crt *.cer *.key);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Certificate with Its Chain</source>
        <translation>Zertifikat mit seiner Kette</translation>
    </message>
    <message>
        <source>Key of the Certificate</source>
        <translation>Schlüssel des Zertifikats</translation>
    </message>
    <message>
        <source>None: the engine makes one for the host name. It encrypts, but mail programs warn of it, since nobody has signed it.</source>
        <translation>Keines: Der Server erzeugt eines für den Rechnernamen. Es verschlüsselt, aber Mailprogramme warnen davor, weil niemand es unterschrieben hat.</translation>
    </message>
    <message>
        <source>A client that asks for a host gets the certificate made out to it, otherwise the first one.</source>
        <translation>Ein Client, der nach einem Rechner fragt, bekommt das Zertifikat, das auf ihn ausgestellt ist, sonst das erste.</translation>
    </message>
</context>
<context>
    <name>postern::ui::CheckModeBox</name>
    <message>
        <source>enforce</source>
        <translation>durchsetzen</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>beobachten</translation>
    </message>
    <message>
        <source>%1: enforce</source>
        <comment>a check</comment>
        <translation>%1: durchsetzen</translation>
    </message>
    <message>
        <source>%1: monitor</source>
        <comment>a check</comment>
        <translation>%1: beobachten</translation>
    </message>
    <message>
        <source>Refuses.</source>
        <translation>Weist ab.</translation>
    </message>
    <message>
        <source>Refuses nothing, but the log says what it would have refused.</source>
        <translation>Weist nichts ab, aber das Protokoll sagt, was abgewiesen worden wäre.</translation>
    </message>
    <message>
        <source>Who?</source>
        <translation>Wer?</translation>
    </message>
    <message>
        <source>%1: who?</source>
        <comment>a check</comment>
        <translation>%1: wer?</translation>
    </message>
    <message>
        <source>Shows whose messages these are, and what can be done about them.</source>
        <translation>Zeigt, wessen Nachrichten das sind und was sich tun lässt.</translation>
    </message>
</context>
<context>
    <name>postern::ui::CheckTable</name>
    <message>
        <source>off</source>
        <comment>mode of a check</comment>
        <translation>aus</translation>
    </message>
    <message>
        <source>monitor</source>
        <comment>mode of a check</comment>
        <translation>beobachten</translation>
    </message>
    <message>
        <source>enforce</source>
        <comment>mode of a check</comment>
        <translation>durchsetzen</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Vorgabe)</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Reply to a refused client</source>
        <translation>Antwort bei Abweisung</translation>
    </message>
    <message>
        <source>This check is always enforced.</source>
        <translation>Diese Prüfung wird immer durchgesetzt.</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
</context>
<context>
    <name>postern::ui::CompareDialog</name>
    <message>
        <source>%1 (%2)</source>
        <comment>service name (port)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%L1 lines</source>
        <translation>%L1 Zeilen</translation>
    </message>
    <message>
        <source>Compare &amp;with:</source>
        <translation>&amp;Vergleichen mit:</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>Modes of checks are compared as they are in force. Lines that all services share, and the order of lists and scanners, are not compared.</source>
        <translation>Bei Prüfungen wird verglichen, was in Kraft ist. Zeilen, die für alle Dienste gelten, und die Reihenfolge von Listen und Scannern werden nicht verglichen.</translation>
    </message>
    <message>
        <source>This service is not there any more: somebody has deleted it.</source>
        <translation>Diesen Dienst gibt es nicht mehr: Jemand hat ihn gelöscht.</translation>
    </message>
    <message>
        <source>Defaults of %1</source>
        <comment>a preset</comment>
        <translation>Vorgaben von %1</translation>
    </message>
    <message>
        <source>%1 compared with %2</source>
        <translation>%1 im Vergleich mit %2</translation>
    </message>
    <message>
        <source>&amp;Open in %1</source>
        <comment>a service</comment>
        <translation>In %1 ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Op&amp;en in %1</source>
        <comment>the other service</comment>
        <translation>In %1 &amp;öffnen</translation>
    </message>
    <message>
        <source>%1 and %2 do not differ.</source>
        <translation>%1 und %2 unterscheiden sich nicht.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>–</source>
        <comment>no further lines</comment>
        <translation>–</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <comment>list, its tab</comment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>%1 otherwise</source>
        <comment>lines</comment>
        <translation>%1 anders</translation>
    </message>
    <message>
        <source>%1 more</source>
        <comment>lines</comment>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>counts</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>yes</source>
        <comment>the list has the line</comment>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <comment>the list has the line</comment>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes, but switched off, ending or conditional otherwise</source>
        <translation>ja, aber anders ausgeschaltet, befristet oder bedingt</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <comment>lines</comment>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>postern::ui::ConflictDialog</name>
    <message>
        <source>What the others changed</source>
        <translation>Was die anderen geändert haben</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Changed Meanwhile</source>
        <translation>Inzwischen geändert</translation>
    </message>
    <message>
        <source>Somebody else changed the same settings as you. Whose shall count?</source>
        <translation>Jemand anders hat dieselben Einstellungen geändert wie Sie. Wessen sollen gelten?</translation>
    </message>
    <message>
        <source>Somebody else saved other settings since you opened this dialog.</source>
        <translation>Jemand anders hat andere Einstellungen gespeichert, seit dieser Dialog geöffnet wurde.</translation>
    </message>
    <message>
        <source>Nothing has been saved yet. Your other changes are kept whichever you choose, unless you discard them.</source>
        <translation>Noch ist nichts gespeichert. Ihre übrigen Änderungen bleiben in jedem Fall erhalten, außer Sie verwerfen sie.</translation>
    </message>
    <message>
        <source>Nothing has been saved yet. Both can be kept where you changed different things; you are asked again where you changed the same.</source>
        <translation>Noch ist nichts gespeichert. Beides bleibt erhalten, wo Verschiedenes geändert wurde; wo dasselbe geändert wurde, wird noch einmal gefragt.</translation>
    </message>
    <message>
        <source>&amp;Keep Both</source>
        <translation>&amp;Beides behalten</translation>
    </message>
    <message>
        <source>Keep &amp;Mine</source>
        <translation>&amp;Meines behalten</translation>
    </message>
    <message>
        <source>&amp;Discard Mine and Reload</source>
        <translation>Meines &amp;verwerfen und neu laden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>postern::ui::ConnectionTestDialog</name>
    <message>
        <source>Look up</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>Begrüßung</translation>
    </message>
    <message>
        <source>EHLO</source>
        <translation>EHLO</translation>
    </message>
    <message>
        <source>Encrypt</source>
        <translation>Verschlüsseln</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>take note</source>
        <translation>beachten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>The test runs</source>
        <translation>Der Test läuft</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Test again</source>
        <translation>Noch einmal &amp;testen</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Steps of the test</source>
        <translation>Schritte des Tests</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was sich zeigte</translation>
    </message>
    <message>
        <source>The test runs …</source>
        <translation>Der Test läuft …</translation>
    </message>
    <message>
        <source>Nothing could be tried: %1</source>
        <translation>Nichts konnte versucht werden: %1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Clean message</source>
        <translation>Saubere Nachricht</translation>
    </message>
    <message>
        <source>Test for spam</source>
        <translation>Test auf Spam</translation>
    </message>
    <message>
        <source>Must be on it</source>
        <translation>Muss darauf stehen</translation>
    </message>
    <message>
        <source>Must not be on it</source>
        <translation>Darf nicht darauf stehen</translation>
    </message>
    <message>
        <source>Looked up</source>
        <translation>Nachgeschlagen</translation>
    </message>
</context>
<context>
    <name>postern::ui::ConnectionsPage</name>
    <message>
        <source>Sessions that are open now</source>
        <translation>Sitzungen, die jetzt offen sind</translation>
    </message>
    <message>
        <source>Client, service, HELO, user or sender</source>
        <translation>Client, Dienst, HELO, Benutzer oder Absender</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Show in the Lo&amp;g</source>
        <translation>Im &amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>Select the sessions that are to end</source>
        <translation>Wählen Sie die Sitzungen, die enden sollen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>No engine is running, so nobody can connect.</source>
        <translation>Keine Engine läuft, also kann sich niemand verbinden.</translation>
    </message>
    <message>
        <source>Nobody is connected now.

Whoever brings or sends mail is shown here while his session is open: who he is, how far he is, and whether the connection is encrypted.</source>
        <translation>Niemand ist jetzt verbunden.

Wer Mail bringt oder sendet, steht hier, solange seine Sitzung offen ist: wer er ist, wie weit er ist und ob die Verbindung verschlüsselt ist.</translation>
    </message>
    <message>
        <source>The services count %L1; of very many, those that were active last are shown.</source>
        <translation>Die Dienste zählen %L1; von sehr vielen stehen die hier, die zuletzt etwas getan haben.</translation>
    </message>
    <message>
        <source>%L1 of %L2 sessions</source>
        <translation>%L1 von %L2 Sitzungen</translation>
    </message>
    <message numerus="yes">
        <source>%n open session(s)</source>
        <translation>
            <numerusform>%n offene Sitzung</numerusform>
            <numerusform>%n offene Sitzungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End %n sessions?</source>
        <translation>
            <numerusform>%n Sitzung beenden?</numerusform>
            <numerusform>%n Sitzungen beenden?</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages that are under way are lost here; servers and mail programs send them again.</source>
        <translation>Nachrichten, die gerade kommen, gehen hier verloren; Server und Mailprogramme senden sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ContentPage</name>
    <message>
        <source>Mail from the LAN and from clients that have logged in is not scanned (Black Lists › Applies to).</source>
        <translation>E-Mail aus dem LAN und von angemeldeten Clients wird nicht geprüft (Schwarze Listen › Gilt für).</translation>
    </message>
    <message>
        <source>Mail from the LAN is not scanned (Black Lists › Applies to).</source>
        <translation>E-Mail aus dem LAN wird nicht geprüft (Schwarze Listen › Gilt für).</translation>
    </message>
    <message>
        <source>Mail from clients that have logged in is not scanned (Black Lists › Applies to).</source>
        <translation>E-Mail von angemeldeten Clients wird nicht geprüft (Schwarze Listen › Gilt für).</translation>
    </message>
    <message>
        <source>All mail is scanned, also from the LAN and from clients that have logged in.</source>
        <translation>Alle E-Mail wird geprüft, auch die aus dem LAN und von angemeldeten Clients.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Refuse what &amp;scanners take for spam</source>
        <translation>Ablehnen, was &amp;Scanner für Spam halten</translation>
    </message>
    <message>
        <source>Scan&amp;ners that look at each message:</source>
        <translation>Sca&amp;nner, die jede Nachricht ansehen:</translation>
    </message>
    <message>
        <source>All of them are asked at once, when the message has come and before it is accepted. Their points are added; 100 refuse it. A scanner that does not answer refuses nothing by itself, unless it is set so.</source>
        <translation>Alle werden gleichzeitig gefragt, wenn die Nachricht da ist und bevor sie angenommen wird. Ihre Punkte werden zusammengezählt; bei 100 wird abgelehnt. Ein Scanner, der nicht antwortet, lehnt von sich aus nichts ab, wenn er nicht so eingestellt ist.</translation>
    </message>
    <message>
        <source>A message with 100 points</source>
        <translation>Eine Nachricht mit 100 Punkten</translation>
    </message>
    <message>
        <source>Where neither the scanner has a reply of its own nor its settings do. Monitor counts and logs what would be refused, and refuses nothing; header fields are added all the same.</source>
        <translation>Wo weder der Scanner selbst noch seine Einstellungen eine Antwort haben. Beobachten zählt und protokolliert, was abgelehnt würde, und lehnt nichts ab; Kopfzeilen werden trotzdem ergänzt.</translation>
    </message>
    <message>
        <source>Is to&amp;ld:</source>
        <translation>An&amp;twort:</translation>
    </message>
</context>
<context>
    <name>postern::ui::CopyPolicyDialog</name>
    <message>
        <source>Copy Policy of %1</source>
        <translation>Regeln von %1 kopieren</translation>
    </message>
    <message>
        <source>&amp;Access control</source>
        <translation>&amp;Zugang</translation>
    </message>
    <message>
        <source>&amp;Relaying</source>
        <translation>&amp;Weiterleiten</translation>
    </message>
    <message>
        <source>C&amp;hecks: their modes, replies, and who is exempt</source>
        <translation>&amp;Prüfungen: ihre Modi, Antworten, und wer ausgenommen ist</translation>
    </message>
    <message>
        <source>&amp;Lists: what the other service lacks is added to its black list and exceptions</source>
        <translation>&amp;Listen: Was dem anderen Dienst fehlt, kommt in seine Schwarze Liste und seine Ausnahmen</translation>
    </message>
    <message>
        <source>%1 (port %2)</source>
        <translation>%1 (Port %2)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>&amp;Services:</source>
        <translation>&amp;Dienste:</translation>
    </message>
    <message>
        <source>What these services have of the same is replaced; History can bring it back.</source>
        <translation>Was diese Dienste davon haben, wird ersetzt; der Verlauf kann es zurückholen.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>postern::ui::DecisionTabs</name>
    <message>
        <source>All checks, in order</source>
        <translation>Alle Prüfungen der Reihe nach</translation>
    </message>
    <message>
        <source>Facts used</source>
        <translation>Verwendete Fakten</translation>
    </message>
    <message>
        <source>The log does not hold what this was decided from.</source>
        <translation>Das Protokoll enthält nicht, woraus dies entschieden wurde.</translation>
    </message>
</context>
<context>
    <name>postern::ui::DnsListDialog</name>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>DNS List</source>
        <translation>DNS-Liste</translation>
    </message>
    <message>
        <source>&amp;Zone:</source>
        <translation>&amp;Zone:</translation>
    </message>
    <message>
        <source>&amp;Points:</source>
        <translation>&amp;Punkte:</translation>
    </message>
    <message>
        <source>&amp;Answers that count:</source>
        <translation>&amp;Antworten, die zählen:</translation>
    </message>
    <message>
        <source>None: each answer counts, by the points above. Otherwise only the answers named here do; write them like 127.0.0.2, 127.0.0.0/24 or 127.0.0.4-127.0.0.7. Without a text, the client is told what the list says itself.</source>
        <translation>Keine: Jede Antwort zählt, mit den Punkten darüber. Sonst zählen nur die hier genannten; schreiben Sie sie wie 127.0.0.2, 127.0.0.0/24 oder 127.0.0.4-127.0.0.7. Ohne Text erfährt der Client, was die Liste selbst sagt.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Text for the client</source>
        <translation>Text für den Client</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Write the zone of the list, as its operator names it.</source>
        <translation>Schreiben Sie die Zone der Liste, wie ihr Betreiber sie nennt.</translation>
    </message>
    <message>
        <source>Addresses of clients</source>
        <translation>Adressen von Clients</translation>
    </message>
    <message>
        <source>Domains: the HELO name and the sender&apos;s are looked up</source>
        <translation>Domänen: HELO-Name und Domäne des Absenders werden nachgeschlagen</translation>
    </message>
    <message>
        <source>&amp;It lists:</source>
        <translation>Enthäl&amp;t:</translation>
    </message>
    <message>
        <source>The points of all lists that have a client or its domains are added; 100 refuse it.</source>
        <translation>Die Punkte aller Listen, auf denen ein Client oder seine Domänen stehen, werden addiert; mit 100 wird er abgewiesen.</translation>
    </message>
</context>
<context>
    <name>postern::ui::DnsListsEdit</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>by its answers</source>
        <translation>nach ihren Antworten</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>It answered the engine %1 (%2).</source>
        <translation>Sie hat der Engine %1 geantwortet (%2).</translation>
    </message>
    <message>
        <source>It did not answer the engine %1 (%2): %3</source>
        <translation>Sie hat der Engine %1 nicht geantwortet (%2): %3</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Letzte Antwort</translation>
    </message>
    <message>
        <source>&amp;Test…</source>
        <translation>&amp;Testen …</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>No lists yet. Press Add and name the zone of a list that you may ask, as its operator tells it.</source>
        <translation>Noch keine Listen. Klicken Sie auf Hinzufügen und nennen Sie die Zone einer Liste, die Sie fragen dürfen, wie ihr Betreiber sie angibt.</translation>
    </message>
</context>
<context>
    <name>postern::ui::DomainsPage</name>
    <message>
        <source>every address at %1</source>
        <translation>jede Adresse in %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>&amp;New domain</source>
        <translation>&amp;Neue Domain</translation>
    </message>
    <message>
        <source>Re&amp;move domain</source>
        <translation>Domain &amp;entfernen</translation>
    </message>
    <message>
        <source>There is no domain yet, so no mail is taken in. Add the domain of your addresses.</source>
        <translation>Es gibt noch keine Domain, also wird keine Mail angenommen. Fügen Sie die Domain Ihrer Adressen hinzu.</translation>
    </message>
    <message>
        <source>&amp;Domain:</source>
        <translation>Do&amp;main:</translation>
    </message>
    <message>
        <source>Also &amp;known as:</source>
        <translation>Auch be&amp;kannt als:</translation>
    </message>
    <message>
        <source>An address at one of the other names means the same mailbox as at the domain itself.</source>
        <translation>Eine Adresse unter einem der anderen Namen meint dasselbe Postfach wie unter der Domain selbst.</translation>
    </message>
</context>
<context>
    <name>postern::ui::DraftPage</name>
    <message>
        <source>&amp;Apply</source>
        <translation>An&amp;wenden</translation>
    </message>
    <message>
        <source>&amp;Revert</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>postern::ui::EntryDialog</name>
    <message>
        <source>This line c&amp;ounts</source>
        <translation>Diese Zeile &amp;zählt</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>Black List Line</source>
        <translation>Zeile der Schwarzen Liste</translation>
    </message>
    <message>
        <source>&amp;Pattern:</source>
        <translation>&amp;Muster:</translation>
    </message>
    <message>
        <source>&amp;Expires:</source>
        <translation>&amp;Läuft ab:</translation>
    </message>
    <message>
        <source>this service</source>
        <translation>dieser Dienst</translation>
    </message>
    <message>
        <source>all services</source>
        <translation>alle Dienste</translation>
    </message>
    <message>
        <source>&amp;Applies to:</source>
        <translation>&amp;Gilt für:</translation>
    </message>
    <message>
        <source>&amp;Comment:</source>
        <translation>&amp;Kommentar:</translation>
    </message>
    <message>
        <source>Added by %1 on %2</source>
        <translation>Hinzugefügt von %1 am %2</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>the client is in this IP range</source>
        <translation>der Client in diesem IP-Bereich ist</translation>
    </message>
    <message>
        <source>Counts &amp;when:</source>
        <translation>Zählt, &amp;wenn:</translation>
    </message>
    <message>
        <source>IP &amp;range:</source>
        <translation>IP-&amp;Bereich:</translation>
    </message>
    <message>
        <source>IP range: %1</source>
        <translation>IP-Bereich: %1</translation>
    </message>
    <message>
        <source>Anyone can claim to be this sender or host. So this lifts the black lists, but not “claiming to be local” or “local HELO arguments”. Tie it to an IP range to lift these too.</source>
        <translation>Jeder kann sich als dieser Absender oder Host ausgeben. Deshalb hebt dies die Schwarzen Listen auf, aber nicht „gibt sich als lokal aus“ oder „lokale HELO-Angaben“. Binden Sie es an einen IP-Bereich, um auch diese aufzuheben.</translation>
    </message>
    <message>
        <source>SPF passes</source>
        <translation>SPF bestanden</translation>
    </message>
    <message>
        <source>Counts for mail that the sender&apos;s domain itself vouches for (SPF). It costs a look-up in the DNS, and while the DNS does not answer, the exception does not count.</source>
        <translation>Gilt für Mail, für die die Domain des Absenders selbst bürgt (SPF). Das kostet eine Abfrage im DNS, und solange das DNS nicht antwortet, gilt die Ausnahme nicht.</translation>
    </message>
</context>
<context>
    <name>postern::ui::EventDetail</name>
    <message>
        <source>Answer &amp;sent:</source>
        <translation>Gesendete An&amp;twort:</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Copies the answer, with its reference</source>
        <translation>Kopiert die Antwort mit ihrer Referenz</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>list: entry</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 Setting: %2</source>
        <comment>sentence, link</comment>
        <translation>%1 Einstellung: %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1.&lt;/b&gt; %2</source>
        <comment>headline, sentences</comment>
        <translation>&lt;b&gt;%1.&lt;/b&gt; %2</translation>
    </message>
    <message>
        <source>reference %1</source>
        <translation>Referenz %1</translation>
    </message>
    <message>
        <source>logged in as %1</source>
        <translation>angemeldet als %1</translation>
    </message>
    <message>
        <source>decided by revision %1 (now %2)</source>
        <translation>entschieden nach Revision %1 (jetzt %2)</translation>
    </message>
    <message>
        <source>decided by revision %1</source>
        <translation>entschieden nach Revision %1</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>What would change it is not known: the log does not hold what this was decided from.</source>
        <translation>Was es ändern würde, ist nicht bekannt: Das Protokoll enthält nicht, woraus dies entschieden wurde.</translation>
    </message>
    <message>
        <source>There is no service %1 any more.</source>
        <translation>Den Dienst %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>would be decided the same now</source>
        <translation>würde jetzt ebenso entschieden</translation>
    </message>
    <message>
        <source>would be accepted now</source>
        <translation>würde jetzt angenommen</translation>
    </message>
    <message>
        <source>would be refused now: %1</source>
        <translation>würde jetzt abgewiesen: %1</translation>
    </message>
    <message>
        <source>What &amp;happened:</source>
        <translation>&amp;Ergebnis:</translation>
    </message>
    <message>
        <source>pinned: must be accepted</source>
        <translation>angeheftet: muss angenommen werden</translation>
    </message>
    <message>
        <source>pinned: must be refused</source>
        <translation>angeheftet: muss abgewiesen werden</translation>
    </message>
</context>
<context>
    <name>postern::ui::EventModel</name>
    <message>
        <source>%1, %2</source>
        <comment>outcome, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>HELO</source>
        <translation>HELO</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>postern::ui::ExpiryEdit</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>in 1 hour</source>
        <translation>in 1 Stunde</translation>
    </message>
    <message>
        <source>in 1 day</source>
        <translation>in 1 Tag</translation>
    </message>
    <message>
        <source>in 1 week</source>
        <translation>in 1 Woche</translation>
    </message>
    <message>
        <source>in 30 days</source>
        <translation>in 30 Tagen</translation>
    </message>
    <message>
        <source>in 1 year</source>
        <translation>in 1 Jahr</translation>
    </message>
    <message>
        <source>Choose a time, or type a date like %1.</source>
        <translation>Wählen Sie eine Zeit oder schreiben Sie ein Datum wie %1.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ExplainDialog</name>
    <message>
        <source>at connect</source>
        <translation>beim Verbinden</translation>
    </message>
    <message>
        <source>at HELO</source>
        <translation>bei HELO</translation>
    </message>
    <message>
        <source>at MAIL FROM</source>
        <translation>bei MAIL FROM</translation>
    </message>
    <message>
        <source>at RCPT TO</source>
        <translation>bei RCPT TO</translation>
    </message>
    <message>
        <source>after DATA</source>
        <translation>nach DATA</translation>
    </message>
    <message>
        <source>Accepted for a mailbox here</source>
        <translation>Angenommen für ein Postfach hier</translation>
    </message>
    <message>
        <source>Accepted for its route</source>
        <translation>Angenommen für seine Route</translation>
    </message>
    <message>
        <source>Accepted to be relayed</source>
        <translation>Angenommen zum Weiterleiten</translation>
    </message>
    <message>
        <source>Nothing refuses it %1</source>
        <comment>at connect, at HELO …</comment>
        <translation>Nichts weist es ab %1</translation>
    </message>
    <message>
        <source>Explain a Session</source>
        <translation>Eine Sitzung erklären</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>joe@example.org, or &lt;&gt; for a bounce</source>
        <translation>joe@example.org, oder &lt;&gt; für eine Rückläufer-Nachricht</translation>
    </message>
    <message>
        <source>nobody has logged in</source>
        <translation>niemand hat sich angemeldet</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>&amp;Client&apos;s IP address:</source>
        <translation>&amp;IP-Adresse des Clients:</translation>
    </message>
    <message>
        <source>&amp;HELO:</source>
        <translation>&amp;HELO:</translation>
    </message>
    <message>
        <source>&amp;Sender:</source>
        <translation>&amp;Absender:</translation>
    </message>
    <message>
        <source>&amp;Recipient:</source>
        <translation>&amp;Empfänger:</translation>
    </message>
    <message>
        <source>Logged in &amp;as:</source>
        <translation>An&amp;gemeldet als:</translation>
    </message>
    <message>
        <source>S&amp;PF says:</source>
        <translation>S&amp;PF sagt:</translation>
    </message>
    <message>
        <source>What each service does</source>
        <translation>Was jeder Dienst tut</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Reading the configuration…</source>
        <translation>Die Konfiguration wird gelesen …</translation>
    </message>
    <message>
        <source>There is no service yet.</source>
        <translation>Es gibt noch keinen Dienst.</translation>
    </message>
    <message>
        <source>Type the client&apos;s IP address, and as much of the session as you know.</source>
        <translation>Geben Sie die IP-Adresse des Clients ein, und von der Sitzung, so viel Sie wissen.</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <comment>Refused, at RCPT TO, by which check</comment>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>%1 Setting: %2</source>
        <comment>sentence, link</comment>
        <translation>%1 Einstellung: %2</translation>
    </message>
    <message>
        <source> An exception depends on SPF: say above what it says.</source>
        <translation> Eine Ausnahme hängt von SPF ab: Geben Sie oben an, was es sagt.</translation>
    </message>
</context>
<context>
    <name>postern::ui::FactsTable</name>
    <message>
        <source>not looked up: nothing depended on it</source>
        <translation>nicht nachgeschlagen: Nichts hing davon ab</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>Facts used</source>
        <translation>Verwendete Fakten</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Fakt</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Looked up</source>
        <translation>Nachgeschlagen</translation>
    </message>
</context>
<context>
    <name>postern::ui::FindField</name>
    <message>
        <source>Rejected mail</source>
        <translation>Abgewiesene Mail</translation>
    </message>
    <message>
        <source>matches</source>
        <comment>a list entry, what was typed</comment>
        <translation>trifft zu</translation>
    </message>
    <message>
        <source>Find settings or addresses</source>
        <translation>Einstellungen oder Adressen finden</translation>
    </message>
    <message>
        <source>A setting by what you call it (“greylisting”, “printer cannot send”), a list entry by an address that it is about, a mailbox, or the reference of a reply.</source>
        <translation>Eine Einstellung, wie Sie sie nennen („Greylisting“, „Drucker kann nicht senden“), einen Listeneintrag durch eine Adresse, um die es geht, ein Postfach oder die Referenz einer Antwort.</translation>
    </message>
    <message>
        <source>Show %1 in Rejected mail</source>
        <comment>a reference</comment>
        <translation>%1 unter Abgewiesene Mail zeigen</translation>
    </message>
    <message>
        <source>Search the log for %1</source>
        <translation>Im Protokoll nach %1 suchen</translation>
    </message>
    <message>
        <source>all services</source>
        <translation>alle Dienste</translation>
    </message>
    <message>
        <source>switched off</source>
        <comment>a list entry</comment>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>expired</source>
        <comment>a list entry</comment>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>%1 › %2 › %3</source>
        <comment>service, list, its tab</comment>
        <translation>%1 › %2 › %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what of a list entry, its list</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Looking at the settings…</source>
        <translation>Die Einstellungen werden gelesen …</translation>
    </message>
    <message>
        <source>Looking through the lists…</source>
        <translation>Die Listen werden durchgesehen …</translation>
    </message>
    <message>
        <source>The lists cannot be read: %1</source>
        <translation>Die Listen können nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Nothing is called that. Try another word for it, an address, or the reference of a reply.</source>
        <translation>Nichts heißt so. Versuchen Sie ein anderes Wort dafür, eine Adresse oder die Referenz einer Antwort.</translation>
    </message>
    <message>
        <source>There may be more list entries: type more of the address.</source>
        <translation>Es kann mehr Listeneinträge geben: Tippen Sie mehr von der Adresse.</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2. %n found</source>
        <comment>what is chosen, where it is</comment>
        <translation>
            <numerusform>%1, %2. %n gefunden</numerusform>
            <numerusform>%1, %2. %n gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::FindModel</name>
    <message>
        <source>%1, %2</source>
        <comment>what was found, where it is</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>where it is, what was found</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>postern::ui::FindPopup</name>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
</context>
<context>
    <name>postern::ui::FirstStartWizard</name>
    <message>
        <source>Set up Postern</source>
        <translation>Postern einrichten</translation>
    </message>
</context>
<context>
    <name>postern::ui::FlipBlock</name>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>, and </source>
        <translation>, und </translation>
    </message>
    <message>
        <source> — lets in, too: %1</source>
        <translation> – lässt auch ein: %1</translation>
    </message>
    <message>
        <source> — refuses, too: %1</source>
        <translation> – weist auch ab: %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source> (as far as is known: %1 would be looked up then)</source>
        <translation> (soweit bekannt: %1 würde dann nachgeschlagen)</translation>
    </message>
    <message>
        <source>What would change it</source>
        <translation>Was es ändern würde</translation>
    </message>
    <message>
        <source>No single change of settings, and no two, would let it in.</source>
        <translation>Keine einzelne Änderung an den Einstellungen und keine zwei würden es einlassen.</translation>
    </message>
    <message>
        <source>No single change of settings would refuse it.</source>
        <translation>Keine einzelne Änderung an den Einstellungen würde es abweisen.</translation>
    </message>
    <message>
        <source>What would let it in:</source>
        <translation>Was es einlassen würde:</translation>
    </message>
    <message>
        <source>What would refuse it:</source>
        <translation>Was es abweisen würde:</translation>
    </message>
    <message>
        <source>There may be more: not every combination was tried.</source>
        <translation>Es mag mehr geben: Nicht jede Verbindung wurde probiert.</translation>
    </message>
    <message>
        <source>It lets in, too: %1.</source>
        <translation>Das lässt auch ein: %1.</translation>
    </message>
    <message>
        <source>It refuses, too: %1.</source>
        <translation>Das weist auch ab: %1.</translation>
    </message>
    <message>
        <source>It lets nobody relay.</source>
        <translation>Es lässt niemanden weiterleiten.</translation>
    </message>
    <message>
        <source>It counts for %1 from the next message on. The list and History can take it back.</source>
        <translation>Es gilt für %1 ab der nächsten Nachricht. Die Liste und der Verlauf können es zurücknehmen.</translation>
    </message>
    <message>
        <source>%1?</source>
        <comment>what is to be done</comment>
        <translation>%1?</translation>
    </message>
    <message>
        <source>Add to the List</source>
        <translation>In die Liste aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Aufnehmen</translation>
    </message>
    <message>
        <source>The line could not be added.</source>
        <translation>Die Zeile konnte nicht aufgenommen werden.</translation>
    </message>
    <message>
        <source>A list file does not count here: %1</source>
        <translation>Eine Listendatei zählt hier nicht: %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::HealthPage</name>
    <message>
        <source>well</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what is looked at, which one</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>O&amp;nly what is not well</source>
        <translation>N&amp;ur, was nicht in Ordnung ist</translation>
    </message>
    <message>
        <source>The check runs</source>
        <translation>Die Prüfung läuft</translation>
    </message>
    <message>
        <source>What was looked at</source>
        <translation>Was angesehen wurde</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Go to the Settin&amp;g</source>
        <translation>Zur Einstellun&amp;g</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Chec&amp;k Again</source>
        <translation>Nochmals &amp;prüfen</translation>
    </message>
    <message>
        <source>Health check</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Open: %1</source>
        <comment>where it is put right</comment>
        <translation>Öffnen: %1</translation>
    </message>
    <message>
        <source>The check runs …</source>
        <translation>Die Prüfung läuft …</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are wrong.</source>
        <translation>
            <numerusform>%n Sache ist falsch.</numerusform>
            <numerusform>%n Sachen sind falsch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) should be looked at.</source>
        <translation>
            <numerusform>%n Sache sollte man ansehen.</numerusform>
            <numerusform>%n Sachen sollte man ansehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is well, as far as can be seen from here.</source>
        <translation>Alles ist in Ordnung, soweit es sich von hier sehen lässt.</translation>
    </message>
</context>
<context>
    <name>postern::ui::HistoryPage</name>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Wiederherstellen …</translation>
    </message>
    <message>
        <source>&amp;Restore This Revision…</source>
        <translation>Diese Revision &amp;wiederherstellen …</translation>
    </message>
    <message>
        <source>What this revision changed</source>
        <translation>Was diese Revision geändert hat</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>Der Verlauf wird gelesen …</translation>
    </message>
    <message>
        <source>Revisions, newest first</source>
        <translation>Revisionen, neueste zuerst</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing has been saved yet. Each Apply in this console leaves a revision here, and each can be restored.</source>
        <translation>Noch ist nichts gespeichert. Jedes Anwenden in dieser Konsole hinterlässt hier eine Revision, und jede lässt sich wiederherstellen.</translation>
    </message>
    <message>
        <source>Revision %1, the newest, by %2, %3</source>
        <translation>Revision %1, die neueste, von %2, %3</translation>
    </message>
    <message>
        <source>Revision %1 by %2, %3</source>
        <translation>Revision %1 von %2, %3</translation>
    </message>
    <message>
        <source>This is how it is now</source>
        <translation>So ist es jetzt</translation>
    </message>
    <message>
        <source>Restore a Revision</source>
        <translation>Revision wiederherstellen</translation>
    </message>
    <message>
        <source>Set everything as it was in revision %1?</source>
        <translation>Alles so einstellen, wie es in Revision %1 war?</translation>
    </message>
    <message>
        <source>What was saved since is undone, in all services and lists. This makes a new revision, so it can be undone the same way. The log is not touched.</source>
        <translation>Was seitdem gespeichert wurde, wird rückgängig gemacht, in allen Diensten und Listen. Das ergibt eine neue Revision und lässt sich ebenso rückgängig machen. Das Protokoll bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>The revision cannot be restored.</source>
        <translation>Die Revision lässt sich nicht wiederherstellen.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ImportAssistant</name>
    <message>
        <source>Plain text, a pattern a line</source>
        <translation>Text, ein Muster je Zeile</translation>
    </message>
    <message>
        <source>CSV with a header</source>
        <translation>CSV mit Kopfzeile</translation>
    </message>
    <message>
        <source>Postfix access map</source>
        <translation>access-Tabelle von Postfix</translation>
    </message>
    <message>
        <source>Postfix cidr map</source>
        <translation>cidr-Tabelle von Postfix</translation>
    </message>
    <message>
        <source>Postfix regexp or pcre map</source>
        <translation>regexp- oder pcre-Tabelle von Postfix</translation>
    </message>
    <message>
        <source>Mailtraq list, the last match decides</source>
        <translation>Liste von Mailtraq, der letzte Treffer entscheidet</translation>
    </message>
    <message>
        <source>The order of lines means nothing here. If this list comes from Mailtraq, where it does, choose that format: some lines would mean something else.</source>
        <translation>Die Reihenfolge der Zeilen bedeutet hier nichts. Stammt diese Liste aus Mailtraq, wo sie zählt, dann wählen Sie dieses Format: Einige Zeilen würden etwas anderes bedeuten.</translation>
    </message>
    <message>
        <source>What stands behind # is the comment of a line.</source>
        <translation>Was hinter # steht, ist der Kommentar der Zeile.</translation>
    </message>
    <message>
        <source>The columns pattern, comment, expires, enabled, list, kind, only_when and only_from are read.</source>
        <translation>Gelesen werden die Spalten pattern, comment, expires, enabled, list, kind, only_when und only_from.</translation>
    </message>
    <message>
        <source>REJECT belongs into the Black List, OK into the Exceptions; what goes into the other list takes out of this one where it must.</source>
        <translation>REJECT gehört in die Schwarze Liste, OK in die Ausnahmen; was in die andere Liste gehört, nimmt aus dieser heraus, wo es nötig ist.</translation>
    </message>
    <message>
        <source>There the first line that matches decides, here the narrowest range: lines are put so that every address has the same answer.</source>
        <translation>Dort entscheidet die erste Zeile, die passt, hier der engste Bereich: Die Zeilen werden so gefasst, dass jede Adresse dieselbe Antwort hat.</translation>
    </message>
    <message>
        <source>Regular expressions cannot become patterns.</source>
        <translation>Aus regulären Ausdrücken können keine Muster werden.</translation>
    </message>
    <message>
        <source>There the last line that matches decides, here the most specific one. Where that is another one, the line is marked, with an address that shows it.</source>
        <translation>Dort entscheidet die letzte Zeile, die passt, hier die genaueste. Wo das eine andere ist, ist die Zeile markiert, mit einer Adresse, die es zeigt.</translation>
    </message>
    <message>
        <source>&amp;Save the Refused Lines…</source>
        <translation>Abgelehnte Zeilen &amp;speichern …</translation>
    </message>
    <message>
        <source>Import — %1</source>
        <comment>file</comment>
        <translation>Importieren – %1</translation>
    </message>
    <message>
        <source>&amp;Add to the List</source>
        <translation>In die Liste &amp;aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Format:</translation>
    </message>
    <message>
        <source>S&amp;how:</source>
        <translation>&amp;Zeigen:</translation>
    </message>
    <message>
        <source>How much of the file is read</source>
        <translation>Wie viel von der Datei gelesen ist</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Save the Refused Lines</source>
        <translation>Abgelehnte Zeilen speichern</translation>
    </message>
    <message>
        <source>Text (*.txt);;All files (*)</source>
        <translation>Text (*.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>%1 for the list</source>
        <comment>12 lines</comment>
        <translation>%1 für die Liste</translation>
    </message>
    <message>
        <source>%1 in the file twice</source>
        <comment>12 lines</comment>
        <translation>%1 doppelt in der Datei</translation>
    </message>
    <message>
        <source>%1 not just the same</source>
        <comment>12 lines</comment>
        <translation>%1 nicht ganz dasselbe</translation>
    </message>
    <message>
        <source>%1 not needed</source>
        <comment>12 lines</comment>
        <translation>%1 nicht nötig</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <comment>12 lines</comment>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>. Nothing is saved before you press OK or Apply in the list.</source>
        <comment>follows a list of numbers</comment>
        <translation>. Gespeichert wird erst, wenn Sie in der Liste OK oder Übernehmen drücken.</translation>
    </message>
    <message>
        <source>&amp;Take the rest, without the line that is refused</source>
        <translation>Den &amp;Rest nehmen, ohne die abgelehnte Zeile</translation>
    </message>
    <message>
        <source>&amp;Take the rest, without the %1 that are refused</source>
        <comment>12 lines</comment>
        <translation>Den &amp;Rest nehmen, ohne die abgelehnten %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::ImportJob</name>
    <message>
        <source>It is larger than 256 MiB. Cut it into parts.</source>
        <translation>Sie ist größer als 256 MiB. Teilen Sie sie auf.</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>what is wrong, what to do</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>postern::ui::ImportPreview</name>
    <message>
        <source>line of the list</source>
        <translation>Zeile der Liste</translation>
    </message>
    <message>
        <source>not just the same</source>
        <translation>nicht ganz dasselbe</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>what is wrong, what to do</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
</context>
<context>
    <name>postern::ui::LanEdit</name>
    <message>
        <source>Clients in the LAN are inside: they may relay where a service lets the LAN relay, and the checks against forged senders and HELO names leave them alone. Networks that hold computers that are not yours do not belong here.</source>
        <translation>Clients im LAN sind innen: Sie dürfen weiterleiten, wo ein Dienst das LAN weiterleiten lässt, und die Prüfungen auf gefälschte Absender und HELO-Namen lassen sie in Ruhe. Netze mit Rechnern, die nicht Ihre sind, gehören nicht hierher.</translation>
    </message>
</context>
<context>
    <name>postern::ui::LanPage</name>
    <message>
        <source>Addresses of the &amp;LAN:</source>
        <translation>Adressen des &amp;LAN:</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
</context>
<context>
    <name>postern::ui::LanStep</name>
    <message>
        <source>Local network (LAN)</source>
        <translation>Lokales Netz (LAN)</translation>
    </message>
    <message>
        <source>Computers in here are trusted: they may send mail to anywhere through this server, and the checks against forged senders leave them alone.</source>
        <translation>Rechnern hier wird vertraut: Sie dürfen über diesen Server überallhin senden, und die Prüfungen auf gefälschte Absender lassen sie in Ruhe.</translation>
    </message>
    <message>
        <source>&amp;Addresses of the LAN:</source>
        <translation>&amp;Adressen des LAN:</translation>
    </message>
    <message>
        <source>Proposed from the network interfaces of this computer. Leave out networks that hold computers that are not yours: whoever is in here may relay.</source>
        <translation>Vorgeschlagen nach den Netzschnittstellen dieses Rechners. Lassen Sie Netze weg, in denen Rechner stehen, die nicht Ihre sind: Wer hier steht, darf weiterleiten.</translation>
    </message>
</context>
<context>
    <name>postern::ui::LimitsPage</name>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Clients in the LAN have no such limit. An IPv6 network of 64 bits counts as one client.</source>
        <translation>Für Clients im LAN gilt diese Grenze nicht. Ein IPv6-Netz von 64 Bit zählt als ein Client.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>A client that says nothing for so long is disconnected. RFC 5321 asks for 5 minutes.</source>
        <translation>Ein Client, der so lange nichts sagt, wird getrennt. RFC 5321 verlangt 5 Minuten.</translation>
    </message>
    <message>
        <source>After so many commands refused for their syntax or order the session ends.</source>
        <translation>Nach so vielen Befehlen, die wegen Form oder Reihenfolge abgelehnt wurden, endet die Sitzung.</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>So long a client outside the LAN waits for each refusal, which slows down those that only try.</source>
        <translation>So lange wartet ein Client außerhalb des LAN auf jede Ablehnung; das bremst, wer nur probiert.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>&amp;Connections at a time:</source>
        <translation>&amp;Verbindungen gleichzeitig:</translation>
    </message>
    <message>
        <source>… from one &amp;address:</source>
        <translation>… von einer &amp;Adresse:</translation>
    </message>
    <message>
        <source>… &amp;new of one client in a minute:</source>
        <translation>… ne&amp;ue eines Clients in einer Minute:</translation>
    </message>
    <message>
        <source>&amp;Time-out for a command:</source>
        <translation>&amp;Zeitgrenze für einen Befehl:</translation>
    </message>
    <message>
        <source>&amp;Errors in a session:</source>
        <translation>&amp;Fehler in einer Sitzung:</translation>
    </message>
    <message>
        <source>A refusa&amp;l is answered after:</source>
        <translation>Ab&amp;lehnungen werden beantwortet nach:</translation>
    </message>
    <message>
        <source>Every server must take at least 100 (RFC 5321).</source>
        <translation>Jeder Server muss mindestens 100 annehmen (RFC 5321).</translation>
    </message>
    <message>
        <source>Each server that a message passes adds a Received: field. One with more of them than this goes in circles and is refused.</source>
        <translation>Jeder Server, durch den eine Nachricht geht, fügt ein Feld Received: hinzu. Eine mit mehr als so vielen dreht sich im Kreis und wird abgewiesen.</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>Eine Nachricht</translation>
    </message>
    <message>
        <source>Largest &amp;message:</source>
        <translation>Größte &amp;Nachricht:</translation>
    </message>
    <message>
        <source>&amp;Recipients of a message:</source>
        <translation>&amp;Empfänger einer Nachricht:</translation>
    </message>
    <message>
        <source>Most &amp;servers on its way:</source>
        <translation>Höchstens &amp;Server unterwegs:</translation>
    </message>
    <message>
        <source>In an hour</source>
        <translation>In einer Stunde</translation>
    </message>
    <message>
        <source>Messa&amp;ges of one client:</source>
        <translation>Nachrichten eines &amp;Clients:</translation>
    </message>
    <message>
        <source>Rec&amp;ipients of one client:</source>
        <translation>Em&amp;pfänger eines Clients:</translation>
    </message>
    <message>
        <source>Messages of one &amp;user that has logged in:</source>
        <translation>Nachrichten eines an&amp;gemeldeten Benutzers:</translation>
    </message>
    <message>
        <source>Recipients of one user that &amp;has logged in:</source>
        <translation>Empfänger eines angemel&amp;deten Benutzers:</translation>
    </message>
    <message>
        <source>What is over it is put off (4xx), so that an honest client tries again later. Clients in the LAN have no limits per client; a user that has logged in has those of users everywhere.</source>
        <translation>Was darüber liegt, wird aufgeschoben (4xx), sodass ein ehrlicher Client es später wieder versucht. Für Clients im LAN gibt es keine Grenzen je Client; für angemeldete Benutzer gelten die ihren überall.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Guessing passwords</source>
        <translation>Raten von Passwörtern</translation>
    </message>
    <message>
        <source>&amp;Barred after failures:</source>
        <translation>Spe&amp;rre nach Fehlversuchen:</translation>
    </message>
    <message>
        <source>… &amp;for:</source>
        <translation>… f&amp;ür:</translation>
    </message>
    <message>
        <source>Failures of one client within ten minutes count.</source>
        <translation>Es zählen die Fehlversuche eines Clients innerhalb von zehn Minuten.</translation>
    </message>
    <message>
        <source>Clients barre&amp;d now…</source>
        <translation>&amp;Jetzt gesperrte Clients…</translation>
    </message>
    <message>
        <source>A client outside the LAN that says more is disconnected.</source>
        <translation>Ein Client außerhalb des LANs, der mehr sagt, wird getrennt.</translation>
    </message>
    <message>
        <source>C&amp;ommands of one client in a minute:</source>
        <translation>Befe&amp;hle eines Clients in einer Minute:</translation>
    </message>
    <message>
        <source>Megab&amp;ytes of one client:</source>
        <translation>Megab&amp;yte eines Clients:</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListDelegate</name>
    <message>
        <source>this service</source>
        <translation>dieser Dienst</translation>
    </message>
    <message>
        <source>all services</source>
        <translation>alle Dienste</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListDialog</name>
    <message>
        <source>&amp;IP Addresses</source>
        <translation>&amp;IP-Adressen</translation>
    </message>
    <message>
        <source>&amp;Senders</source>
        <translation>&amp;Absender</translation>
    </message>
    <message>
        <source>Reci&amp;pients</source>
        <translation>&amp;Empfänger</translation>
    </message>
    <message>
        <source>&amp;HELO Hosts</source>
        <translation>&amp;HELO-Namen</translation>
    </message>
    <message>
        <source>Black List</source>
        <translation>Schwarze Liste</translation>
    </message>
    <message>
        <source>Exceptions (White List)</source>
        <translation>Ausnahmen (Weiße Liste)</translation>
    </message>
    <message>
        <source>Reject &amp;non-local senders claiming to be local</source>
        <translation>&amp;Fremde Absender abweisen, die sich als lokal ausgeben</translation>
    </message>
    <message>
        <source>Reject remote clients using &amp;local HELO arguments</source>
        <translation>Fremde Clients mit &amp;lokalen HELO-Angaben abweisen</translation>
    </message>
    <message>
        <source>Reject clients with in&amp;valid HELO arguments</source>
        <translation>Clients mit &amp;ungültigen HELO-Angaben abweisen</translation>
    </message>
    <message>
        <source>Exceptions lift the black lists, whatever tab these stand in, and the checks of senders and HELO names. No exception lets anyone relay, use a mailbox that does not exist, or skip a log-in.</source>
        <translation>Ausnahmen heben die Schwarzen Listen auf, gleich auf welchem Reiter sie stehen, und die Prüfungen von Absendern und HELO-Namen. Keine Ausnahme lässt jemanden weiterleiten, ein Postfach benutzen, das es nicht gibt, oder ohne Anmeldung senden.</translation>
    </message>
    <message>
        <source>Anyone can claim to be any sender. So an exception here lifts the black lists, but not “Reject non-local senders claiming to be local”, unless it counts only from an IP range (Edit…).</source>
        <translation>Jeder kann sich als jeder Absender ausgeben. Deshalb hebt eine Ausnahme hier die Schwarzen Listen auf, aber nicht „Fremde Absender abweisen, die sich als lokal ausgeben“, außer sie zählt nur aus einem IP-Bereich (Bearbeiten …).</translation>
    </message>
    <message>
        <source>Mail to these recipients passes the black lists, whoever sends it: for addresses such as postmaster that everybody must be able to reach.</source>
        <translation>Mail an diese Empfänger kommt an den Schwarzen Listen vorbei, wer immer sie sendet: für Adressen wie postmaster, die jeder erreichen können muss.</translation>
    </message>
    <message>
        <source>Anyone can claim any HELO name. So an exception here lifts the black lists, but not “Reject remote clients using local HELO arguments”, unless it counts only from an IP range (Edit…).</source>
        <translation>Jeder kann jeden HELO-Namen nennen. Deshalb hebt eine Ausnahme hier die Schwarzen Listen auf, aber nicht „Fremde Clients mit lokalen HELO-Angaben abweisen“, außer sie zählt nur aus einem IP-Bereich (Bearbeiten …).</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>That line is not in the list any more.</source>
        <translation>Diese Zeile steht nicht mehr in der Liste.</translation>
    </message>
    <message>
        <source>This service is not there any more: somebody has deleted it.</source>
        <translation>Diesen Dienst gibt es nicht mehr: Jemand hat ihn gelöscht.</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>list, service</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;refused&lt;/b&gt; for clients outside the LAN: %1 is one of your domains</source>
        <translation>&lt;b&gt;abgewiesen&lt;/b&gt; für Clients außerhalb des LAN: %1 ist eine Ihrer Domains</translation>
    </message>
    <message>
        <source>&lt;b&gt;refused&lt;/b&gt; for clients outside the LAN: %1 is a name of yours</source>
        <translation>&lt;b&gt;abgewiesen&lt;/b&gt; für Clients außerhalb des LAN: %1 ist einer Ihrer Namen</translation>
    </message>
    <message>
        <source>Reject clients with &amp;unresolvable HELO arguments</source>
        <translation>Clients abweisen, deren HELO-Name nicht im &amp;DNS steht</translation>
    </message>
    <message>
        <source>Reject clients without a re&amp;verse DNS that leads back</source>
        <translation>Clients ohne &amp;Rückwärtsnamen, der zu ihnen zurückführt, abweisen</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListFileDialog</name>
    <message>
        <source>&amp;Choose…</source>
        <translation>D&amp;urchsuchen …</translation>
    </message>
    <message>
        <source>I&amp;n use</source>
        <translation>In &amp;Benutzung</translation>
    </message>
    <message>
        <source>List File</source>
        <translation>Listendatei</translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation>IP-Adressen</translation>
    </message>
    <message>
        <source>Senders</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>HELO hosts</source>
        <translation>HELO-Namen</translation>
    </message>
    <message>
        <source>Black List</source>
        <translation>Schwarze Liste</translation>
    </message>
    <message>
        <source>Exceptions (White List)</source>
        <translation>Ausnahmen (Weiße Liste)</translation>
    </message>
    <message>
        <source>This service</source>
        <translation>Dieser Dienst</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>Alle Dienste</translation>
    </message>
    <message>
        <source>&amp;File:</source>
        <translation>&amp;Datei:</translation>
    </message>
    <message>
        <source>Plain text, a pattern a line as in the lists; behind # is a comment. The engine reads the file by itself, and again when it has changed: it must be allowed to.</source>
        <translation>Reiner Text, ein Muster je Zeile wie in den Listen; hinter # steht ein Kommentar. Die Engine liest die Datei selbst, und erneut, wenn sie sich geändert hat: sie muss das dürfen.</translation>
    </message>
    <message>
        <source>&amp;Its lines are:</source>
        <translation>I&amp;hre Zeilen sind:</translation>
    </message>
    <message>
        <source>They belong to the &amp;list:</source>
        <translation>Sie gehören zur &amp;Liste:</translation>
    </message>
    <message>
        <source>&amp;Applies to:</source>
        <translation>&amp;Gilt für:</translation>
    </message>
    <message>
        <source>S&amp;how:</source>
        <translation>&amp;Zeigen:</translation>
    </message>
    <message>
        <source>Lists (*.txt *.list *.netset *.ipset);;All files (*)</source>
        <translation>Listen (*.txt *.list *.netset *.ipset);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose the file. What its lines become is shown here before anything is saved.</source>
        <translation>Wählen Sie die Datei. Was aus ihren Zeilen wird, steht hier, bevor etwas gespeichert ist.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Reading… %1 %</source>
        <translation>Wird gelesen … %1 %</translation>
    </message>
    <message>
        <source>Its lines count as soon as the engine can read the file.</source>
        <translation>Ihre Zeilen zählen, sobald die Engine die Datei lesen kann.</translation>
    </message>
    <message>
        <source>There is no entry in the file yet, only comments.</source>
        <translation>In der Datei steht noch kein Eintrag, nur Kommentare.</translation>
    </message>
    <message>
        <source>1 line becomes an entry.</source>
        <translation>1 Zeile wird ein Eintrag.</translation>
    </message>
    <message>
        <source>%1 lines become entries.</source>
        <translation>%1 Zeilen werden Einträge.</translation>
    </message>
    <message>
        <source>1 line is refused, and left out.</source>
        <translation>1 Zeile wird abgelehnt und bleibt weg.</translation>
    </message>
    <message>
        <source>%1 lines are refused, and left out.</source>
        <translation>%1 Zeilen werden abgelehnt und bleiben weg.</translation>
    </message>
    <message>
        <source>The file cannot be read here: %1.</source>
        <translation>Die Datei kann hier nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The file has more than %1 entries, so nothing of it would count. Split it.</source>
        <translation>Die Datei hat mehr als %1 Einträge, deshalb würde nichts davon zählen. Teilen Sie sie auf.</translation>
    </message>
    <message>
        <source>No line of the file is an entry, so nothing of it would count.</source>
        <translation>Keine Zeile der Datei ist ein Eintrag, deshalb würde nichts davon zählen.</translation>
    </message>
    <message>
        <source>It looks like another kind of file (%1). Import… in the list translates such a file.</source>
        <translation>Sie sieht nach einer anderen Art von Datei aus (%1). „Importieren …“ in der Liste übersetzt eine solche Datei.</translation>
    </message>
    <message>
        <source>It may be another kind of file, or its lines are not what is chosen above.</source>
        <translation>Vielleicht ist es eine andere Art von Datei, oder ihre Zeilen sind nicht, was oben gewählt ist.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListFilesButton</name>
    <message>
        <source>List File&amp;s…</source>
        <translation>Listen&amp;dateien …</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>1 cannot be read</source>
        <translation>1 nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be read</source>
        <translation>
            <numerusform>%n nicht lesbar</numerusform>
            <numerusform>%n nicht lesbar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::ListFilesDialog</name>
    <message>
        <source>List Files</source>
        <translation>Listendateien</translation>
    </message>
    <message>
        <source>Files that lists take entries from</source>
        <translation>Dateien, aus denen Listen Einträge nehmen</translation>
    </message>
    <message>
        <source>The engine looks at the files every two seconds, and what has changed counts some seconds later. Which files there are counts from when the properties of the service are applied.</source>
        <translation>Die Engine sieht alle zwei Sekunden nach den Dateien, und was sich geändert hat, zählt einige Sekunden später. Welche Dateien es sind, zählt, sobald die Eigenschaften des Dienstes übernommen werden.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListFilesEdit</name>
    <message>
        <source>Black List › IP Addresses</source>
        <translation>Schwarze Liste › IP-Adressen</translation>
    </message>
    <message>
        <source>Exceptions › IP Addresses</source>
        <translation>Ausnahmen › IP-Adressen</translation>
    </message>
    <message>
        <source>Black List › Senders</source>
        <translation>Schwarze Liste › Absender</translation>
    </message>
    <message>
        <source>Exceptions › Senders</source>
        <translation>Ausnahmen › Absender</translation>
    </message>
    <message>
        <source>Black List › Recipients</source>
        <translation>Schwarze Liste › Empfänger</translation>
    </message>
    <message>
        <source>Exceptions › Recipients</source>
        <translation>Ausnahmen › Empfänger</translation>
    </message>
    <message>
        <source>Black List › HELO Hosts</source>
        <translation>Schwarze Liste › HELO-Namen</translation>
    </message>
    <message>
        <source>Exceptions › HELO Hosts</source>
        <translation>Ausnahmen › HELO-Namen</translation>
    </message>
    <message>
        <source>The engine %1 has %2 entries of it, read %3.</source>
        <translation>Die Engine %1 hat %2 Einträge davon, gelesen %3.</translation>
    </message>
    <message>
        <source>Nothing of this file counts: %1.</source>
        <translation>Nichts aus dieser Datei zählt: %1.</translation>
    </message>
    <message>
        <source>The file cannot be used now: %1. What was read last goes on to count.</source>
        <translation>Die Datei ist jetzt nicht zu gebrauchen: %1. Was zuletzt gelesen wurde, zählt weiter.</translation>
    </message>
    <message>
        <source>1 line is no entry, and is left out: %1.</source>
        <translation>1 Zeile ist kein Eintrag und bleibt weg: %1.</translation>
    </message>
    <message>
        <source>%1 lines are no entries, and are left out: %2.</source>
        <translation>%1 Zeilen sind keine Einträge und bleiben weg: %2.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Applies to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Last read</source>
        <translation>Zuletzt gelesen</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>No files yet. Press Add and choose one: plain text, a pattern a line. Its lines count as if they stood in the list, and the engine reads it again when it changes.</source>
        <translation>Noch keine Dateien. Drücken Sie „Hinzufügen“ und wählen Sie eine: reiner Text, ein Muster je Zeile. Ihre Zeilen zählen, als stünden sie in der Liste, und die Engine liest sie erneut, wenn sie sich ändert.</translation>
    </message>
    <message>
        <source>all services</source>
        <translation>alle Dienste</translation>
    </message>
    <message>
        <source>this service</source>
        <translation>dieser Dienst</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>as it was read last</source>
        <translation>wie zuletzt gelesen</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListHealthModel</name>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListHealthPage</name>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Switch &amp;Off</source>
        <translation>A&amp;usschalten</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <comment>12 lines</comment>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>Switch off %1?</source>
        <comment>12 lines</comment>
        <translation>%1 ausschalten?</translation>
    </message>
    <message>
        <source>%1 of them would change what is decided: the findings never hit, forgeable and contradictory do not mean that a line does nothing.</source>
        <comment>12 lines</comment>
        <translation>%1 davon würden ändern, was entschieden wird: Nie getroffen, fälschbar und widersprüchlich heißt nicht, dass eine Zeile nichts bewirkt.</translation>
    </message>
    <message>
        <source>The lines cannot be changed.</source>
        <translation>Die Zeilen können nicht geändert werden.</translation>
    </message>
    <message>
        <source>The clean-up cannot be taken back.</source>
        <translation>Das Aufräumen kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Looking at the lists…</source>
        <translation>Die Listen werden durchgesehen …</translation>
    </message>
    <message>
        <source>List health</source>
        <translation>Listenpflege</translation>
    </message>
    <message>
        <source>Which findings</source>
        <translation>Welche Befunde</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Pattern, comment, list or reason</source>
        <translation>Muster, Kommentar, Liste oder Grund</translation>
    </message>
    <message>
        <source> days</source>
        <comment>behind a number</comment>
        <translation> Tagen</translation>
    </message>
    <message>
        <source>&amp;Never hit for</source>
        <translation>&amp;Nie getroffen seit</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>The lists are being looked at</source>
        <translation>Die Listen werden durchgesehen</translation>
    </message>
    <message>
        <source>&amp;Go To</source>
        <translation>Hin&amp;gehen</translation>
    </message>
    <message>
        <source>S&amp;witch Off</source>
        <translation>A&amp;usschalten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Select the &amp;Superfluous</source>
        <translation>Überflüssige aus&amp;wählen</translation>
    </message>
    <message>
        <source>All findings (%1)</source>
        <translation>Alle Befunde (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>finding, how many</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nothing is wrong with any list.

Here stand lines that another one makes superfluous, that contradict an exception, stand there twice, have ended, were never hit, or let everybody in who tells a lie.</source>
        <translation>Mit allen Listen ist alles in Ordnung.

Hier stehen Zeilen, die eine andere überflüssig macht, die einer Ausnahme widersprechen, doppelt dastehen, abgelaufen sind, nie getroffen wurden oder jeden hereinlassen, der lügt.</translation>
    </message>
    <message>
        <source>No finding is like the filter.</source>
        <translation>Kein Befund passt zum Filter.</translation>
    </message>
    <message>
        <source>%1 of %2 findings, in %3</source>
        <comment>3, 12, 500 lines</comment>
        <translation>%1 von %2 Befunden in %3</translation>
    </message>
    <message>
        <source>There are so many wildcards that not all were compared with each other.</source>
        <translation>Es sind so viele Platzhalter, dass nicht alle miteinander verglichen wurden.</translation>
    </message>
    <message>
        <source>Files that lists are read from are not looked at.</source>
        <translation>Dateien, aus denen Listen gelesen werden, sind nicht durchgesehen.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListPage</name>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There is no line in %1</source>
        <translation>In %1 steht keine Zeile</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Filter by pattern or comment</source>
        <translation>Filtern nach Muster oder Kommentar</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Lines of the list</source>
        <translation>Zeilen der Liste</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Move Away</source>
        <translation>Wegbewegen</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>Hin&amp;zufügen</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>E&amp;ntfernen</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>More for the selected lines</source>
        <translation>Mehr für die ausgewählten Zeilen</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Switch &amp;On</source>
        <translation>Ei&amp;nschalten</translation>
    </message>
    <message>
        <source>Switch O&amp;ff</source>
        <translation>A&amp;usschalten</translation>
    </message>
    <message>
        <source>Apply to &amp;This Service</source>
        <translation>Für &amp;diesen Dienst gelten lassen</translation>
    </message>
    <message>
        <source>Apply to &amp;All Services</source>
        <translation>Für &amp;alle Dienste gelten lassen</translation>
    </message>
    <message>
        <source>&amp;Expires</source>
        <translation>&amp;Läuft ab</translation>
    </message>
    <message>
        <source>Change Expiry</source>
        <translation>Ablauf ändern</translation>
    </message>
    <message>
        <source>&amp;Never</source>
        <translation>&amp;Nie</translation>
    </message>
    <message>
        <source>In 1 &amp;Day</source>
        <translation>In 1 &amp;Tag</translation>
    </message>
    <message>
        <source>In 1 &amp;Week</source>
        <translation>In 1 &amp;Woche</translation>
    </message>
    <message>
        <source>In 30 D&amp;ays</source>
        <translation>In 30 T&amp;agen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Apply to This Service</source>
        <translation>Für diesen Dienst gelten lassen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>No line contains “%1”.</source>
        <translation>Keine Zeile enthält „%1“.</translation>
    </message>
    <message>
        <source>No lines yet. Press Add, or paste lines such as
%1</source>
        <translation>Noch keine Zeilen. Drücken Sie Hinzufügen, oder fügen Sie Zeilen ein wie
%1</translation>
    </message>
    <message>
        <source>Switch On</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch Off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Apply to All Services</source>
        <translation>Für alle Dienste gelten lassen</translation>
    </message>
    <message>
        <source>%1 written to %2</source>
        <comment>12 lines, file</comment>
        <translation>%1 nach %2 geschrieben</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <comment>12 lines</comment>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>%1 added</source>
        <comment>12 lines</comment>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 there already</source>
        <comment>12 lines</comment>
        <translation>%1 schon vorhanden</translation>
    </message>
    <message>
        <source>%1 cannot be read, and marked</source>
        <comment>12 lines</comment>
        <translation>%1 nicht lesbar und markiert</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <comment>number, what is wrong</comment>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>3, 12 lines</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>I&amp;mport…</source>
        <translation>I&amp;mportieren …</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv *.tsv *.cidr *.map);;All files (*)</source>
        <translation>Listen (*.txt *.csv *.tsv *.cidr *.map);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import with Pre&amp;view…</source>
        <translation>Mit &amp;Vorschau importieren …</translation>
    </message>
    <message>
        <source>%1: is no valid line</source>
        <translation>%1: ist keine gültige Zeile</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Text, one entry a line (*.txt)</source>
        <translation>Text, ein Eintrag je Zeile (*.txt)</translation>
    </message>
    <message>
        <source>Table with all columns (*.csv)</source>
        <translation>Tabelle mit allen Spalten (*.csv)</translation>
    </message>
    <message>
        <source>Postfix access map (*.map)</source>
        <translation>Postfix-Access-Map (*.map)</translation>
    </message>
    <message>
        <source>Postfix CIDR map (*.cidr)</source>
        <translation>Postfix-CIDR-Map (*.cidr)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n entries were left out of %1, because its format has no words for them.</source>
        <translation>
            <numerusform>%n Eintrag steht nicht in %1, weil das Format keine Worte für ihn hat.</numerusform>
            <numerusform>%n Einträge stehen nicht in %1, weil das Format keine Worte für sie hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>List files</source>
        <translation>Listendateien</translation>
    </message>
    <message>
        <source>a list file</source>
        <translation>einer Listendatei</translation>
    </message>
    <message numerus="yes">
        <source>%n list files</source>
        <translation>
            <numerusform>%n Listendatei</numerusform>
            <numerusform>%n Listendateien</numerusform>
        </translation>
    </message>
    <message>
        <source>1 further entry comes from %1.</source>
        <translation>1 weiterer Eintrag kommt aus %1.</translation>
    </message>
    <message>
        <source>%1 further entries come from %2.</source>
        <translation>%1 weitere Einträge kommen aus %2.</translation>
    </message>
    <message>
        <source>1 more cannot be read here.</source>
        <translation>1 weitere kann hier nicht gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n more cannot be read here.</source>
        <translation>
            <numerusform>%n weitere kann hier nicht gelesen werden.</numerusform>
            <numerusform>%n weitere können hier nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>A list file cannot be read here.</source>
        <translation>Eine Listendatei kann hier nicht gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n list files cannot be read here.</source>
        <translation>
            <numerusform>%n Listendatei kann hier nicht gelesen werden.</numerusform>
            <numerusform>%n Listendateien können hier nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>List files…</source>
        <translation>Listendateien …</translation>
    </message>
    <message>
        <source>%1 so far…</source>
        <comment>12 lines</comment>
        <translation>bisher %1 …</translation>
    </message>
    <message>
        <source>%1, sorting…</source>
        <comment>12 lines</comment>
        <translation>%1, wird sortiert …</translation>
    </message>
    <message>
        <source>%1, looking…</source>
        <comment>3 of 12 lines</comment>
        <translation>%1, Suche läuft …</translation>
    </message>
    <message>
        <source>The list is being read. It can be looked through now, and changed when all of it is here.</source>
        <translation>Die Liste wird gelesen. Sie kann schon durchgesehen werden, und geändert, sobald sie vollständig ist.</translation>
    </message>
    <message>
        <source>Changing %1…</source>
        <comment>12 lines</comment>
        <translation>%1 werden geändert …</translation>
    </message>
    <message>
        <source>The list was changed meanwhile: nothing was done. Try it again.</source>
        <translation>Die Liste wurde inzwischen geändert: Es ist nichts geschehen. Versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListTableModel</name>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>What is listed. Without its tick a line does not count.</source>
        <translation>Was aufgelistet ist. Ohne Häkchen zählt eine Zeile nicht.</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Only when</source>
        <translation>Nur wenn</translation>
    </message>
    <message>
        <source>What must hold besides for the exception to count.</source>
        <translation>Was außerdem gelten muss, damit die Ausnahme zählt.</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>How often the line has decided so far.</source>
        <translation>Wie oft die Zeile bisher entschieden hat.</translation>
    </message>
    <message>
        <source>Last hit</source>
        <translation>Letzter Treffer</translation>
    </message>
    <message>
        <source>When it decided last.</source>
        <translation>Wann sie zuletzt entschieden hat.</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>From this moment on the line no longer counts.</source>
        <translation>Von diesem Zeitpunkt an zählt die Zeile nicht mehr.</translation>
    </message>
    <message>
        <source>Applies to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Lines of all services stand in the lists of every service.</source>
        <translation>Zeilen für alle Dienste stehen in den Listen jedes Dienstes.</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>For whoever reads the list.</source>
        <translation>Für alle, die die Liste lesen.</translation>
    </message>
    <message>
        <source>%1, invalid</source>
        <translation>%1, ungültig</translation>
    </message>
    <message>
        <source>%1, switched off</source>
        <translation>%1, ausgeschaltet</translation>
    </message>
    <message>
        <source>The pattern in words, with an example that it matches. A warning sign says that List health finds the line superfluous or doubtful.</source>
        <translation>Das Muster in Worten, mit einem Beispiel, auf das es passt. Ein Warnzeichen sagt, dass die Listenpflege die Zeile überflüssig oder fragwürdig findet.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListTester</name>
    <message>
        <source>&amp;Test:</source>
        <translation>&amp;Testen:</translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation>Ergebnis des Tests</translation>
    </message>
    <message>
        <source>Type an address or a name to see what this list makes of it, saved or not.</source>
        <translation>Geben Sie eine Adresse oder einen Namen ein, um zu sehen, was diese Liste daraus macht, gespeichert oder nicht.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Augenblick …</translation>
    </message>
    <message>
        <source>→ not an IP address; write one like %1</source>
        <translation>→ keine IP-Adresse; schreiben Sie eine wie %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>let in: %1 would refuse it, but the exception %2 is stronger</source>
        <translation>eingelassen: %1 würde abweisen, aber die Ausnahme %2 ist stärker</translation>
    </message>
    <message>
        <source>&lt;b&gt;refused&lt;/b&gt; by %1</source>
        <translation>&lt;b&gt;abgewiesen&lt;/b&gt; durch %1</translation>
    </message>
    <message>
        <source>not refused: taken out by %1</source>
        <translation>nicht abgewiesen: herausgenommen durch %1</translation>
    </message>
    <message>
        <source>not refused: no line matches</source>
        <translation>nicht abgewiesen: keine Zeile passt</translation>
    </message>
    <message>
        <source>&lt;b&gt;let in&lt;/b&gt; by %1, although %2 is black-listed</source>
        <translation>&lt;b&gt;eingelassen&lt;/b&gt; durch %1, obwohl %2 auf der Schwarzen Liste steht</translation>
    </message>
    <message>
        <source>&lt;b&gt;excepted&lt;/b&gt; by %1</source>
        <translation>&lt;b&gt;ausgenommen&lt;/b&gt; durch %1</translation>
    </message>
    <message>
        <source>no exception: taken out by %1</source>
        <translation>keine Ausnahme: herausgenommen durch %1</translation>
    </message>
    <message>
        <source>excepted only while its condition holds, by %1</source>
        <translation>ausgenommen nur, solange ihre Bedingung gilt, durch %1</translation>
    </message>
    <message>
        <source>no exception, and refused by the black list: %1</source>
        <translation>keine Ausnahme, und abgewiesen durch die Schwarze Liste: %1</translation>
    </message>
    <message>
        <source>no exception: no line matches</source>
        <translation>keine Ausnahme: keine Zeile passt</translation>
    </message>
    <message>
        <source>a line of a list file: %1</source>
        <translation>Zeile einer Listendatei: %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::ListeningPage</name>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>What clients are told after 220 and the host name when they connect.</source>
        <translation>Was Clients nach 220 und dem Hostnamen hören, wenn sie sich verbinden.</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Listens on:</source>
        <translation>Lauscht auf:</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>&amp;Greeting:</source>
        <translation>&amp;Begrüßung:</translation>
    </message>
    <message>
        <source>Runs, and &amp;starts with the engine</source>
        <translation>Läuft, und &amp;startet mit der Engine</translation>
    </message>
    <message>
        <source>Without the tick the service stops as soon as you apply, and stays off when the engine starts. Start and Stop in the menu change only what is now.</source>
        <translation>Ohne das Häkchen hält der Dienst an, sobald Sie übernehmen, und bleibt aus, wenn die Engine startet. Starten und Anhalten im Menü ändern nur, was jetzt ist.</translation>
    </message>
</context>
<context>
    <name>postern::ui::LogFilterBar</name>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Address, domain, IP, reference, or a pasted bounce</source>
        <translation>Adresse, Domain, IP, Referenz oder eine eingefügte Rückläufer-Nachricht</translation>
    </message>
    <message>
        <source>Shows each decision as it is made</source>
        <translation>Zeigt jede Entscheidung, sobald sie fällt</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Would be refused (monitor)</source>
        <translation>Würde abgewiesen (beobachten)</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Refused and accepted</source>
        <translation>Abgewiesen und angenommen</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>Alle Dienste</translation>
    </message>
    <message>
        <source>All checks</source>
        <translation>Alle Prüfungen</translation>
    </message>
    <message>
        <source>Could not be delivered</source>
        <translation>Konnte nicht zugestellt werden</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>● &amp;Live</source>
        <translation>● &amp;Live</translation>
    </message>
    <message>
        <source>○ &amp;Live</source>
        <translation>○ &amp;Live</translation>
    </message>
</context>
<context>
    <name>postern::ui::LogPage</name>
    <message>
        <source>in the last hour</source>
        <translation>in der letzten Stunde</translation>
    </message>
    <message>
        <source>in the last 24 hours</source>
        <translation>in den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>in the last 7 days</source>
        <translation>in den letzten 7 Tagen</translation>
    </message>
    <message>
        <source>in the last 30 days</source>
        <translation>in den letzten 30 Tagen</translation>
    </message>
    <message>
        <source>since the log begins</source>
        <translation>seit Beginn des Protokolls</translation>
    </message>
    <message>
        <source>Decisions, newest first</source>
        <translation>Entscheidungen, neueste zuerst</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Reference</source>
        <translation>&amp;Referenz kopieren</translation>
    </message>
    <message>
        <source>&amp;Explain This Session…</source>
        <translation>Diese Sitzung &amp;erklären …</translation>
    </message>
    <message>
        <source>Only This &amp;Sender</source>
        <translation>Nur dieser &amp;Absender</translation>
    </message>
    <message>
        <source>Only This Reci&amp;pient</source>
        <translation>Nur dieser Em&amp;pfänger</translation>
    </message>
    <message>
        <source>Rejected mail</source>
        <translation>Abgewiesene Mail</translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Nothing was refused %1.
Explain a session shows what would happen to a message.</source>
        <translation>Nichts wurde abgewiesen %1.
Eine Sitzung erklären zeigt, was mit einer Nachricht geschähe.</translation>
    </message>
    <message>
        <source>Nothing of this kind %1.</source>
        <translation>Nichts dieser Art %1.</translation>
    </message>
    <message>
        <source>Nothing found for “%1” %2.</source>
        <translation>Nichts gefunden zu „%1“ %2.</translation>
    </message>
    <message>
        <source>The log does not hold this decision any more.</source>
        <translation>Das Protokoll enthält diese Entscheidung nicht mehr.</translation>
    </message>
    <message>
        <source>Only This C&amp;lient</source>
        <translation>Nur dieser &amp;Client</translation>
    </message>
    <message>
        <source>E&amp;xplain a Session…</source>
        <translation>Eine Sitzung erklär&amp;en …</translation>
    </message>
    <message>
        <source>Sho&amp;w Everything</source>
        <translation>Alles &amp;zeigen</translation>
    </message>
    <message>
        <source>Sea&amp;rch Everything</source>
        <translation>Alles durchs&amp;uchen</translation>
    </message>
    <message>
        <source>in this time (%1)</source>
        <comment>from one time to another</comment>
        <translation>in dieser Zeit (%1)</translation>
    </message>
    <message>
        <source>P&amp;in This Message…</source>
        <translation>Diese Nachricht an&amp;heften …</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>Pin This Message</source>
        <translation>Nachricht anheften</translation>
    </message>
    <message>
        <source>The message is not pinned.</source>
        <translation>Die Nachricht ist nicht angeheftet.</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>The pin cannot be removed.</source>
        <translation>Die Nachricht kann nicht gelöst werden.</translation>
    </message>
</context>
<context>
    <name>postern::ui::MailboxStep</name>
    <message>
        <source>First mailbox</source>
        <translation>Erstes Postfach</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>D&amp;urchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <source>Maildir &amp;folder:</source>
        <translation>Maildir-&amp;Ordner:</translation>
    </message>
    <message>
        <source>Made with the first message, in Maildir form: one file for each message.</source>
        <translation>Er entsteht mit der ersten Nachricht, in Maildir-Form: eine Datei je Nachricht.</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>For logging in to send mail; it can be set later. Receiving needs none.</source>
        <translation>Für die Anmeldung zum Senden; es kann später gesetzt werden. Empfangen braucht keines.</translation>
    </message>
    <message>
        <source>Maildir Folder</source>
        <translation>Maildir-Ordner</translation>
    </message>
    <message>
        <source>Its mail is put into a folder, from where a mail program or an IMAP server reads it. It also gets the mail for postmaster.</source>
        <translation>Seine Mail kommt in einen Ordner, aus dem ein Mailprogramm oder ein IMAP-Server sie liest. Es bekommt auch die Mail an postmaster.</translation>
    </message>
    <message>
        <source>For logging in to send mail. Without one nobody can use the submission services yet; it can be set later.</source>
        <translation>Zum Anmelden, um Mail zu senden. Ohne eines kann noch niemand die Dienste zur Einlieferung benutzen; es kann später gesetzt werden.</translation>
    </message>
</context>
<context>
    <name>postern::ui::MailboxesPage</name>
    <message>
        <source>its mail comes here too</source>
        <translation>ihre Mail kommt auch hierher</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Postfächer</translation>
    </message>
    <message>
        <source>&amp;New mailbox</source>
        <translation>&amp;Neues Postfach</translation>
    </message>
    <message>
        <source>Re&amp;move mailbox</source>
        <translation>Postfach &amp;entfernen</translation>
    </message>
    <message>
        <source>There is no mailbox yet, so all mail for your domains is refused. Add one.</source>
        <translation>Es gibt noch kein Postfach, also wird alle Mail für Ihre Domains abgewiesen. Fügen Sie eines hinzu.</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>Ad&amp;resse:</translation>
    </message>
    <message>
        <source>&amp;Set password…</source>
        <translation>Passwort &amp;setzen …</translation>
    </message>
    <message>
        <source>Password:</source>
        <translation>Passwort:</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>none: cannot log in</source>
        <translation>keines: kann sich nicht anmelden</translation>
    </message>
    <message>
        <source>Set Password</source>
        <translation>Passwort setzen</translation>
    </message>
    <message>
        <source>gets a copy of everything</source>
        <translation>bekommt eine Kopie von allem</translation>
    </message>
    <message>
        <source>For&amp;ward to:</source>
        <translation>Weiter&amp;leiten an:</translation>
    </message>
    <message>
        <source>Ma&amp;ildir folder:</source>
        <translation>&amp;Maildir-Ordner:</translation>
    </message>
    <message>
        <source>Other addresses of this mail&amp;box:</source>
        <translation>We&amp;itere Adressen dieses Postfachs:</translation>
    </message>
    <message>
        <source>Remove &amp;password</source>
        <translation>Passwort en&amp;tfernen</translation>
    </message>
    <message>
        <source>A mailbox without a folder only forwards. Forwarded mail keeps its sender, whose SPF record may not allow this server: the other side may refuse it. Sent on as this mailbox it passes, and reports of failures come to this mailbox in place of the first sender; what From: says stays.</source>
        <translation>Ein Postfach ohne Ordner leitet nur weiter. Weitergeleitete Mail behält ihren Absender, dessen SPF-Eintrag diesen Server vielleicht nicht erlaubt: Die Gegenseite kann sie abweisen. Als dieses Postfach weitergesendet kommt sie durch, und Fehlerberichte gehen an dieses Postfach statt an den ersten Absender; was in From: steht, bleibt.</translation>
    </message>
    <message>
        <source>Send it o&amp;n as this mailbox</source>
        <translation>Als dieses &amp;Postfach weitersenden</translation>
    </message>
</context>
<context>
    <name>postern::ui::MaildirEdit</name>
    <message>
        <source>&amp;Choose…</source>
        <translation>D&amp;urchsuchen …</translation>
    </message>
    <message>
        <source>Maildir Folder</source>
        <translation>Maildir-Ordner</translation>
    </message>
</context>
<context>
    <name>postern::ui::MainWindow</name>
    <message>
        <source>Set &amp;up this server…</source>
        <translation>Diesen Server ein&amp;richten …</translation>
    </message>
    <message>
        <source>&amp;Back up the store…</source>
        <translation>&amp;Datenbank sichern …</translation>
    </message>
    <message>
        <source>&amp;Services…</source>
        <translation>&amp;Dienste …</translation>
    </message>
    <message>
        <source>Se&amp;rver…</source>
        <translation>Se&amp;rver …</translation>
    </message>
    <message>
        <source>E&amp;xplain a session…</source>
        <translation>Eine &amp;Sitzung erklären …</translation>
    </message>
    <message>
        <source>Run the &amp;engine in this window</source>
        <translation>&amp;Engine in diesem Fenster betreiben</translation>
    </message>
    <message>
        <source>&amp;About Postern</source>
        <translation>Ü&amp;ber Postern</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Options</source>
        <translation>&amp;Optionen</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>E&amp;xtras</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Postern</source>
        <translation>Postern</translation>
    </message>
    <message>
        <source>%1 — Postern</source>
        <translation>%1 — Postern</translation>
    </message>
    <message>
        <source>Stop the Engine</source>
        <translation>Engine anhalten</translation>
    </message>
    <message>
        <source>Mail is received only while the engine runs in this window.</source>
        <translation>Mail wird nur angenommen, solange die Engine in diesem Fenster läuft.</translation>
    </message>
    <message>
        <source>To receive mail without this window, run the service posternd.</source>
        <translation>Um ohne dieses Fenster Mail anzunehmen, betreiben Sie den Dienst posternd.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>There is no service %1 any more.</source>
        <translation>Es gibt keinen Dienst %1 mehr.</translation>
    </message>
    <message>
        <source>It was renamed or deleted after this was decided.</source>
        <translation>Er wurde umbenannt oder gelöscht, nachdem dies entschieden war.</translation>
    </message>
    <message>
        <source>Back up the Store</source>
        <translation>Datenbank sichern</translation>
    </message>
    <message>
        <source>Stores (*.db *.backup*)</source>
        <translation>Datenbanken (*.db *.backup*)</translation>
    </message>
    <message>
        <source>The store is backed up.</source>
        <translation>Die Datenbank ist gesichert.</translation>
    </message>
    <message>
        <source>The store cannot be backed up.</source>
        <translation>Die Datenbank kann nicht gesichert werden.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>The engine cannot start, so no mail is received.</source>
        <translation>Die Engine kann nicht starten, also wird keine Mail angenommen.</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>This line is not in the list any more.</source>
        <translation>Diese Zeile steht nicht mehr in der Liste.</translation>
    </message>
    <message>
        <source>It was removed after this was decided.</source>
        <translation>Sie wurde entfernt, nachdem dies entschieden war.</translation>
    </message>
    <message>
        <source>Test of %1</source>
        <translation>Test von %1</translation>
    </message>
    <message>
        <source>As a mail program finds the service now at %1, port %2, and knows it as %3. What is not applied yet does not count.</source>
        <translation>So, wie ein Mailprogramm den Dienst jetzt unter %1, Port %2 vorfindet und als %3 kennt. Was noch nicht übernommen ist, zählt nicht.</translation>
    </message>
    <message>
        <source>The service answers.</source>
        <translation>Der Dienst antwortet.</translation>
    </message>
    <message>
        <source>Nobody can use the service so.</source>
        <translation>So kann niemand den Dienst benutzen.</translation>
    </message>
    <message>
        <source>Test of the scanner at %1</source>
        <translation>Test des Scanners %1</translation>
    </message>
    <message>
        <source>It is handed a clean message, and one that every scanner takes for spam (GTUBE). Both are made for this; no mail of anybody is shown to it.</source>
        <translation>Er bekommt eine saubere Nachricht und eine, die jeder Scanner für Spam hält (GTUBE). Beide sind dafür gemacht; niemandes E-Mail wird ihm gezeigt.</translation>
    </message>
    <message>
        <source>The scanner does what it is for.</source>
        <translation>Der Scanner tut, wofür er da ist.</translation>
    </message>
    <message>
        <source>Messages cannot be judged by this scanner so.</source>
        <translation>So kann dieser Scanner keine Nachrichten beurteilen.</translation>
    </message>
    <message>
        <source>Every DNS list that is alive has %1 and has not %2 (RFC 5782). The DNS servers are those that are saved.</source>
        <translation>Auf jeder DNS-Liste, die lebt, steht %1 und steht %2 nicht (RFC 5782). Gefragt werden die gespeicherten DNS-Server.</translation>
    </message>
    <message>
        <source>The list is alive.</source>
        <translation>Die Liste lebt.</translation>
    </message>
    <message>
        <source>The list is of no use so.</source>
        <translation>So ist die Liste zu nichts nütze.</translation>
    </message>
    <message>
        <source>As&amp;k also for the domain:</source>
        <translation>Auch nach der &amp;Domain fragen:</translation>
    </message>
    <message>
        <source>As&amp;k also for the address:</source>
        <translation>Auch nach der Adr&amp;esse fragen:</translation>
    </message>
    <message>
        <source>&amp;Find settings or addresses…</source>
        <translation>E&amp;instellungen oder Adressen finden …</translation>
    </message>
    <message>
        <source>Find settings or addresses…   %1</source>
        <comment>its key</comment>
        <translation>Einstellung oder Adresse …   %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::MechanismsEdit</name>
    <message>
        <source>&amp;PLAIN: every mail program has it</source>
        <translation>&amp;PLAIN: kann jedes Mailprogramm</translation>
    </message>
    <message>
        <source>LO&amp;GIN: the same for old programs</source>
        <translation>LO&amp;GIN: dasselbe für alte Programme</translation>
    </message>
    <message>
        <source>SCRAM-SHA-&amp;256: the password itself never travels</source>
        <translation>SCRAM-SHA-&amp;256: Das Passwort selbst wird nie übertragen</translation>
    </message>
</context>
<context>
    <name>postern::ui::MonitorPage</name>
    <message>
        <source>Clear the F&amp;ilter</source>
        <translation>F&amp;ilter leeren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Nothing here is like the filter.</source>
        <translation>Nichts hier ist so wie der Filter.</translation>
    </message>
    <message>
        <source>The engine cannot be told.</source>
        <translation>Der Engine kann das nicht gesagt werden.</translation>
    </message>
</context>
<context>
    <name>postern::ui::NavigationTree</name>
    <message>
        <source>Server and its pages</source>
        <translation>Der Server und seine Seiten</translation>
    </message>
    <message>
        <source>This server</source>
        <translation>Dieser Server</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Postfächer</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Beobachtung</translation>
    </message>
    <message>
        <source>Rejected mail</source>
        <translation>Abgewiesene Mail</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>service name (port)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>service, its state</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Temporary bans</source>
        <translation>Zeitweilige Sperren</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Health check</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>List health</source>
        <translation>Listenpflege</translation>
    </message>
    <message>
        <source>Pinned mail</source>
        <translation>Angeheftete Mail</translation>
    </message>
</context>
<context>
    <name>postern::ui::NewServiceDialog</name>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>&amp;Port:</translation>
    </message>
    <message>
        <source>Runs, and &amp;starts with the engine</source>
        <translation>Läuft, und &amp;startet mit der Engine</translation>
    </message>
</context>
<context>
    <name>postern::ui::NoticeButton</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (und %n weitere)</numerusform>
            <numerusform>%1 (und %n weitere)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::PageHost</name>
    <message>
        <source>The changes on the page %1 are not applied yet.</source>
        <translation>Die Änderungen auf der Seite %1 sind noch nicht angewendet.</translation>
    </message>
    <message>
        <source>Apply them before you leave it?</source>
        <translation>Vor dem Verlassen anwenden?</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>&amp;Bleiben</translation>
    </message>
</context>
<context>
    <name>postern::ui::PasswordDialog</name>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>&amp;Neues Passwort:</translation>
    </message>
    <message>
        <source>Only a hash of it (Argon2id) is saved; nobody can read it again.</source>
        <translation>Gespeichert wird nur ein Hash davon (Argon2id); niemand kann es wieder lesen.</translation>
    </message>
</context>
<context>
    <name>postern::ui::PasswordEdit</name>
    <message>
        <source>Sho&amp;w</source>
        <translation>Anze&amp;igen</translation>
    </message>
    <message>
        <source>Shows the password as it is typed, to see that it is right.</source>
        <translation>Zeigt das Passwort, wie es getippt ist: so sehen Sie, dass es stimmt.</translation>
    </message>
</context>
<context>
    <name>postern::ui::PinDialog</name>
    <message>
        <source>A session from %1, by %2</source>
        <translation>Eine Sitzung von %1 bei %2</translation>
    </message>
    <message>
        <source>%1 to %2, from %3, by %4</source>
        <comment>sender, recipient, client, service</comment>
        <translation>%1 an %2, von %3, bei %4</translation>
    </message>
    <message>
        <source>must be &amp;accepted</source>
        <translation>muss &amp;angenommen werden</translation>
    </message>
    <message>
        <source>must be &amp;refused</source>
        <translation>muss ab&amp;gewiesen werden</translation>
    </message>
    <message>
        <source>Pin This Message</source>
        <translation>Nachricht anheften</translation>
    </message>
    <message>
        <source>for instance: our best customer</source>
        <translation>zum Beispiel: unser bester Kunde</translation>
    </message>
    <message>
        <source>&amp;Why:</source>
        <translation>&amp;Warum:</translation>
    </message>
    <message>
        <source>Whoever saves settings that would break this is told before. The pin stays when the log forgets the message; Monitor › Pinned mail shows what becomes of it.</source>
        <translation>Wer Einstellungen speichert, mit denen das nicht mehr gälte, erfährt es vorher. Angeheftet bleibt die Nachricht auch, wenn das Protokoll sie vergisst; Beobachtung › Angeheftete Mail zeigt, was aus ihr wird.</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>An&amp;heften</translation>
    </message>
</context>
<context>
    <name>postern::ui::PinsPage</name>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <translation>noch nicht entschieden</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <comment>when, who</comment>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>Pinned messages</source>
        <translation>Angeheftete Nachrichten</translation>
    </message>
    <message>
        <source>Address, client or reason</source>
        <translation>Adresse, Client oder Grund</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>E&amp;xplain This Session…</source>
        <translation>Diese Sitzung &amp;erklären …</translation>
    </message>
    <message>
        <source>Show in the Lo&amp;g</source>
        <translation>Im &amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>Select the messages that need not be looked after any more</source>
        <translation>Wählen Sie die Nachrichten aus, auf die nicht mehr geachtet werden muss</translation>
    </message>
    <message>
        <source>Select one message</source>
        <translation>Wählen Sie eine Nachricht aus</translation>
    </message>
    <message>
        <source>Pinned mail</source>
        <translation>Angeheftete Mail</translation>
    </message>
    <message>
        <source>Nothing is pinned.

Pin a message that must always be accepted, or refused: at Rejected mail, right-click it and choose Pin This Message. Whoever saves settings that would break that is told before.</source>
        <translation>Nichts ist angeheftet.

Heften Sie eine Nachricht an, die immer angenommen oder immer abgewiesen werden muss: unter Abgewiesene Mail mit der rechten Maustaste, Diese Nachricht anheften. Wer Einstellungen speichert, mit denen das nicht mehr gälte, erfährt es vorher.</translation>
    </message>
    <message>
        <source>%L1 of %L2 pinned messages</source>
        <translation>%L1 von %L2 angehefteten Nachrichten</translation>
    </message>
    <message numerus="yes">
        <source>%n pinned message(s)</source>
        <translation>
            <numerusform>%n angeheftete Nachricht</numerusform>
            <numerusform>%n angeheftete Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%Ln not as it must be)</source>
        <translation>
            <numerusform>(%Ln nicht so, wie es sein muss)</numerusform>
            <numerusform>(%Ln nicht so, wie es sein muss)</numerusform>
        </translation>
    </message>
    <message>
        <source>The pin cannot be removed.</source>
        <translation>Die Nachricht kann nicht gelöst werden.</translation>
    </message>
</context>
<context>
    <name>postern::ui::PostmasterEdit</name>
    <message>
        <source>The first mailbox (there is none yet)</source>
        <translation>Das erste Postfach (es gibt noch keines)</translation>
    </message>
    <message>
        <source>The first mailbox (%1)</source>
        <translation>Das erste Postfach (%1)</translation>
    </message>
</context>
<context>
    <name>postern::ui::PreviewDialog</name>
    <message numerus="yes">
        <source>%Ln refused message(s) would be accepted</source>
        <translation>
            <numerusform>%Ln abgewiesene Nachricht würde angenommen</numerusform>
            <numerusform>%Ln abgewiesene Nachrichten würden angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accepted message(s) would be refused</source>
        <translation>
            <numerusform>%Ln angenommene Nachricht würde abgewiesen</numerusform>
            <numerusform>%Ln angenommene Nachrichten würden abgewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) would be refused for another reason</source>
        <translation>
            <numerusform>%Ln Nachricht würde aus einem anderen Grund abgewiesen</numerusform>
            <numerusform>%Ln Nachrichten würden aus einem anderen Grund abgewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) would be noted by a check in monitor</source>
        <translation>
            <numerusform>%Ln Nachricht würde von einer Prüfung vermerkt, die nur beobachtet</numerusform>
            <numerusform>%Ln Nachrichten würden von einer Prüfung vermerkt, die nur beobachtet</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>What Would This Change? — %1</source>
        <translation>Was würde das ändern? — %1</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Which of them</source>
        <translation>Welche davon</translation>
    </message>
    <message>
        <source>the last 24 hours</source>
        <translation>der letzten 24 Stunden</translation>
    </message>
    <message>
        <source>the last 7 days</source>
        <translation>der letzten 7 Tage</translation>
    </message>
    <message>
        <source>the last 30 days</source>
        <translation>der letzten 30 Tage</translation>
    </message>
    <message>
        <source>the whole log</source>
        <translation>des ganzen Protokolls</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>What came in &amp;during</source>
        <translation>Was &amp;hereinkam während</translation>
    </message>
    <message>
        <source>What would be decided otherwise</source>
        <translation>Was anders entschieden würde</translation>
    </message>
    <message>
        <source>Deciding again what stands in the log…</source>
        <translation>Was im Protokoll steht, wird noch einmal entschieden …</translation>
    </message>
    <message>
        <source>The log cannot be read: %1</source>
        <translation>Das Protokoll kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>All of them (%1)</source>
        <translation>Alle (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) came in by a service that would not be there any more</source>
        <translation>
            <numerusform>%Ln Nachricht kam über einen Dienst herein, den es nicht mehr gäbe</numerusform>
            <numerusform>%Ln Nachrichten kamen über einen Dienst herein, den es nicht mehr gäbe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in the log were decided again.</source>
        <translation>
            <numerusform>%Ln Nachricht im Protokoll wurde noch einmal entschieden.</numerusform>
            <numerusform>%Ln Nachrichten im Protokoll wurden noch einmal entschieden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log holds nothing of this time that could be decided again. Choose a longer time, or come back when mail has come in.</source>
        <translation>Das Protokoll enthält aus dieser Zeit nichts, was noch einmal entschieden werden könnte. Wählen Sie eine längere Zeit, oder kommen Sie wieder, wenn Post hereingekommen ist.</translation>
    </message>
    <message>
        <source>Nothing would be decided otherwise.</source>
        <translation>Nichts würde anders entschieden.</translation>
    </message>
    <message>
        <source>It was stopped: older mail was not looked at.</source>
        <translation>Es wurde angehalten: Ältere Post wurde nicht angesehen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) might be refused as well: what a check asks for was not looked up when they came (%1).</source>
        <translation>
            <numerusform>%Ln weitere Nachricht könnte abgewiesen werden: Was eine Prüfung wissen will, wurde nicht nachgeschlagen, als sie kam (%1).</numerusform>
            <numerusform>%Ln weitere Nachrichten könnten abgewiesen werden: Was eine Prüfung wissen will, wurde nicht nachgeschlagen, als sie kamen (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) came in by a service that is not there any more.</source>
        <translation>
            <numerusform>%Ln Nachricht kam über einen Dienst herein, den es nicht mehr gibt.</numerusform>
            <numerusform>%Ln Nachrichten kamen über einen Dienst herein, den es nicht mehr gibt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln decision(s) nothing is recorded to make them by again.</source>
        <translation>
            <numerusform>Zu %Ln Entscheidung ist nichts aufgezeichnet, wonach sie noch einmal getroffen werden könnte.</numerusform>
            <numerusform>Zu %Ln Entscheidungen ist nichts aufgezeichnet, wonach sie noch einmal getroffen werden könnten.</numerusform>
        </translation>
    </message>
    <message>
        <source>A list file cannot be read here, and does not count: %1.</source>
        <translation>Eine Listendatei kann hier nicht gelesen werden und zählt nicht: %1.</translation>
    </message>
    <message>
        <source>Of each kind the newest %1 are shown.</source>
        <translation>Von jeder Art werden die neuesten %1 gezeigt.</translation>
    </message>
    <message>
        <source>Limits of rates and numbers are not replayed.</source>
        <translation>Grenzen für Mengen und Häufigkeiten werden nicht nachgespielt.</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>Jetzt: %1</translation>
    </message>
    <message>
        <source>With your changes: %1</source>
        <translation>Mit Ihren Änderungen: %1</translation>
    </message>
    <message>
        <source>accepted.</source>
        <translation>angenommen.</translation>
    </message>
    <message>
        <source>What would this change?</source>
        <translation>Was würde das ändern?</translation>
    </message>
    <message>
        <source>Decides again what came in lately, as if this were saved (%1)</source>
        <comment>a key</comment>
        <translation>Entscheidet noch einmal, was kürzlich hereinkam, als wäre dies gespeichert (%1)</translation>
    </message>
</context>
<context>
    <name>postern::ui::PreviewModel</name>
    <message>
        <source>Accepted; noted: %1</source>
        <translation>Angenommen; vermerkt: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>outcome, check</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>With your changes</source>
        <translation>Mit Ihren Änderungen</translation>
    </message>
</context>
<context>
    <name>postern::ui::PreviewTable</name>
    <message>
        <source>What each line of the file becomes</source>
        <translation>Was aus jeder Zeile der Datei wird</translation>
    </message>
    <message>
        <source>everything (%1)</source>
        <translation>alles (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>kind of line, how many</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>postern::ui::PropertiesDialog</name>
    <message>
        <source>Something here cannot be saved.</source>
        <translation>Etwas hier kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Something here deserves a second look.</source>
        <translation>Etwas hier verdient einen zweiten Blick.</translation>
    </message>
    <message>
        <source>Close without saving your changes?</source>
        <translation>Schließen, ohne die Änderungen zu speichern?</translation>
    </message>
    <message>
        <source>&amp;Apply and Close</source>
        <translation>&amp;Anwenden und schließen</translation>
    </message>
    <message>
        <source>&amp;Discard Changes</source>
        <translation>Änderungen &amp;verwerfen</translation>
    </message>
    <message>
        <source>&amp;Go On Editing</source>
        <translation>&amp;Weiter bearbeiten</translation>
    </message>
</context>
<context>
    <name>postern::ui::QueueDetail</name>
    <message>
        <source>Message %1 from %2 to %3, %4, taken in on %5.</source>
        <translation>Nachricht %1 von %2 an %3, %4, angenommen am %5.</translation>
    </message>
    <message>
        <source>It goes to: %1.</source>
        <translation>Sie geht an: %1.</translation>
    </message>
    <message>
        <source>It is being delivered now.</source>
        <translation>Sie wird jetzt zugestellt.</translation>
    </message>
    <message>
        <source>It is held, and not tried before somebody releases it.</source>
        <translation>Sie ist zurückgehalten und wird nicht versucht, bevor jemand sie freigibt.</translation>
    </message>
    <message>
        <source>Next try: %1.</source>
        <translation>Nächster Versuch: %1.</translation>
    </message>
    <message>
        <source>It has not been tried yet.</source>
        <translation>Sie wurde noch nicht versucht.</translation>
    </message>
    <message numerus="yes">
        <source>After %n tries, the last answer: %1</source>
        <translation>
            <numerusform>Nach %n Versuch die letzte Antwort: %1</numerusform>
            <numerusform>Nach %n Versuchen die letzte Antwort: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the Hea&amp;der</source>
        <translation>&amp;Kopfzeilen zeigen</translation>
    </message>
    <message>
        <source>About the message</source>
        <translation>Über die Nachricht</translation>
    </message>
    <message>
        <source>Asks the engine for the message&apos;s header fields: sender, subject, date</source>
        <translation>Fragt die Engine nach den Kopfzeilen der Nachricht: Absender, Betreff, Datum</translation>
    </message>
    <message>
        <source>Header of the message</source>
        <translation>Kopfzeilen der Nachricht</translation>
    </message>
    <message>
        <source>The engine has not answered yet.</source>
        <translation>Die Engine hat noch nicht geantwortet.</translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s) are selected.</source>
        <translation>
            <numerusform>%n Empfänger ist ausgewählt.</numerusform>
            <numerusform>%n Empfänger sind ausgewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a message to see what is known of it.</source>
        <translation>Wählen Sie eine Nachricht, um zu sehen, was von ihr bekannt ist.</translation>
    </message>
    <message>
        <source>Asking the engine…</source>
        <translation>Die Engine wird gefragt …</translation>
    </message>
    <message>
        <source>The engine has this message no longer.</source>
        <translation>Die Engine hat diese Nachricht nicht mehr.</translation>
    </message>
    <message>
        <source>It has not been tried yet: %1</source>
        <translation>Sie wurde noch nicht versucht: %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::QueuePage</name>
    <message>
        <source>Mail that waits, the next to be tried first</source>
        <translation>Mail, die wartet; was als Nächstes versucht wird, zuerst</translation>
    </message>
    <message>
        <source>Address, message, destination or answer</source>
        <translation>Adresse, Nachricht, Ziel oder Antwort</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Tried in vain</source>
        <translation>Vergeblich versucht</translation>
    </message>
    <message>
        <source>Being delivered</source>
        <translation>Wird zugestellt</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>&amp;Retry Now</source>
        <translation>&amp;Jetzt versuchen</translation>
    </message>
    <message>
        <source>Select what waits</source>
        <translation>Wählen Sie, was wartet</translation>
    </message>
    <message>
        <source>Ho&amp;ld</source>
        <translation>&amp;Zurückhalten</translation>
    </message>
    <message>
        <source>Relea&amp;se</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>Select what is held</source>
        <translation>Wählen Sie, was zurückgehalten ist</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>Select what is to go</source>
        <translation>Wählen Sie, was weg soll</translation>
    </message>
    <message>
        <source>Show in the Lo&amp;g</source>
        <translation>Im &amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>Nothing waits for delivery.

Mail that cannot be delivered at once is kept here and tried again, less often with time, until it arrives or its sender is told that it will not.</source>
        <translation>Nichts wartet auf Zustellung.

Mail, die nicht gleich zugestellt werden kann, bleibt hier und wird wieder versucht, mit der Zeit seltener, bis sie ankommt oder ihr Absender erfährt, dass sie es nicht wird.</translation>
    </message>
    <message>
        <source>No engine is running: this is how it was left.</source>
        <translation>Keine Engine läuft: So wurde sie hinterlassen.</translation>
    </message>
    <message>
        <source>The first %L1 recipients, those that are tried next, of %L2 messages that wait.</source>
        <translation>Die ersten %L1 Empfänger, die als Nächstes versucht werden, von %L2 Nachrichten, die warten.</translation>
    </message>
    <message>
        <source>%L1 of %L2 recipients are shown</source>
        <translation>%L1 von %L2 Empfängern werden gezeigt</translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s) wait</source>
        <translation>
            <numerusform>%n Empfänger wartet</numerusform>
            <numerusform>%n Empfänger warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the message %1 to %2 from the queue?</source>
        <translation>Die Nachricht %1 an %2 aus der Warteschlange entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Remove what waits for %n recipients from the queue?</source>
        <translation>
            <numerusform>Was für %n Empfänger wartet, aus der Warteschlange entfernen?</numerusform>
            <numerusform>Was für %n Empfänger wartet, aus der Warteschlange entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the Queue</source>
        <translation>Aus der Warteschlange entfernen</translation>
    </message>
    <message>
        <source>It is thrown away for good: it is not delivered, and its sender is not told.</source>
        <translation>Sie wird endgültig weggeworfen: Sie wird nicht zugestellt, und ihr Absender erfährt nichts davon.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>postern::ui::RangeListEdit</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
</context>
<context>
    <name>postern::ui::ReadyStep</name>
    <message>
        <source>This server is set up</source>
        <translation>Dieser Server ist eingerichtet</translation>
    </message>
    <message>
        <source>Saved as the first revision. The services start now.</source>
        <translation>Gespeichert als erste Revision. Die Dienste starten jetzt.</translation>
    </message>
    <message>
        <source>Send a &amp;test message</source>
        <translation>Eine &amp;Testnachricht senden</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>No service is running yet.</source>
        <translation>Noch läuft kein Dienst.</translation>
    </message>
    <message>
        <source>Mail for %1 is received on port %2.</source>
        <translation>Mail für %1 wird auf Port %2 angenommen.</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>Received. The message is in %1/new. The server answered: %2</source>
        <translation>Angenommen. Die Nachricht liegt in %1/new. Der Server hat geantwortet: %2</translation>
    </message>
    <message>
        <source>Not received. The server answered: %1</source>
        <translation>Nicht angenommen. Der Server hat geantwortet: %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::RecordsFrame</name>
    <message>
        <source>A&amp;dd…</source>
        <translation>Hin&amp;zufügen…</translation>
    </message>
    <message>
        <source>Ed&amp;it…</source>
        <translation>Bea&amp;rbeiten…</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>Ent&amp;fernen</translation>
    </message>
</context>
<context>
    <name>postern::ui::RefusalDialog</name>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Group by</source>
        <translation>&amp;Gruppieren nach</translation>
    </message>
    <message>
        <source>Who? — %1 — %2</source>
        <comment>check, service</comment>
        <translation>Wer? — %1 — %2</translation>
    </message>
    <message>
        <source>What can be done so that they come in, safest first:</source>
        <translation>Was sich tun lässt, damit sie hereinkommen, das Sicherste zuerst:</translation>
    </message>
    <message>
        <source>Show in &amp;log</source>
        <translation>Im &amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>The log cannot be read: %1</source>
        <translation>Das Protokoll kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Groups of messages</source>
        <translation>Gruppen von Nachrichten</translation>
    </message>
    <message>
        <source>The settings cannot be read: %1</source>
        <translation>Die Einstellungen können nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>There is no service %1 any more.</source>
        <translation>Den Dienst %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Looking through the log…</source>
        <translation>Das Protokoll wird durchgesehen …</translation>
    </message>
    <message>
        <source>Nothing was looked at.</source>
        <translation>Nichts wurde durchgesehen.</translation>
    </message>
    <message>
        <source>There is nothing to be done.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>By what the log knows it can be set to enforce.</source>
        <translation>Nach dem, was das Protokoll weiß, kann die Prüfung durchgesetzt werden.</translation>
    </message>
    <message>
        <source>It was stopped: older mail was not looked at.</source>
        <translation>Es wurde angehalten: Ältere Mail wurde nicht angesehen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) belong to further groups, which are not shown.</source>
        <translation>
            <numerusform>%Ln Nachricht gehört zu weiteren Gruppen, die nicht gezeigt werden.</numerusform>
            <numerusform>%Ln Nachrichten gehören zu weiteren Gruppen, die nicht gezeigt werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Or do nothing: the check goes on refusing them.</source>
        <translation>Oder nichts tun: Die Prüfung weist sie weiter ab.</translation>
    </message>
    <message>
        <source>Or refuse them: do nothing here, and set the check to enforce.</source>
        <translation>Oder sie abweisen: hier nichts tun und die Prüfung durchsetzen.</translation>
    </message>
    <message>
        <source>By what is saved now the newest of them is let in.</source>
        <translation>Nach dem, was jetzt gespeichert ist, kommt die neueste herein.</translation>
    </message>
</context>
<context>
    <name>postern::ui::RefusalModel</name>
    <message>
        <source>none named yet</source>
        <comment>sender and recipient</comment>
        <translation>noch keiner genannt</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>sender, recipient</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
</context>
<context>
    <name>postern::ui::RefusalNotes</name>
    <message>
        <source>The log cannot be read: %1</source>
        <translation>Das Protokoll kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Counting what it would refuse…</source>
        <translation>Gezählt wird, was sie abweisen würde …</translation>
    </message>
</context>
<context>
    <name>postern::ui::RelayingPage</name>
    <message>
        <source>Relaying</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Clients in the &amp;LAN</source>
        <translation>Clients im &amp;LAN</translation>
    </message>
    <message>
        <source>Clients that have lo&amp;gged in</source>
        <translation>An&amp;gemeldete Clients</translation>
    </message>
    <message>
        <source>&amp;Only with a sender in one of your domains (can be forged)</source>
        <translation>&amp;Nur mit einem Absender in einer Ihrer Domains (fälschbar)</translation>
    </message>
    <message>
        <source>Applies to the LAN and to these addresses. A sender is only what the client says it is: this keeps out mistakes, not attackers.</source>
        <translation>Gilt für das LAN und für diese Adressen. Ein Absender ist nur, was der Client behauptet: Das hält Irrtümer ab, keine Angreifer.</translation>
    </message>
    <message>
        <source>Who may send to other domains than yours</source>
        <translation>Wer an andere Domains als Ihre senden darf</translation>
    </message>
    <message>
        <source>Clients at these add&amp;resses:</source>
        <translation>Clients mit diesen Ad&amp;ressen:</translation>
    </message>
    <message>
        <source>Anybody, but only to t&amp;hese recipients:</source>
        <translation>Jeder, aber nur an &amp;diese Empfänger:</translation>
    </message>
    <message>
        <source>What this amounts to</source>
        <translation>Worauf das hinausläuft</translation>
    </message>
</context>
<context>
    <name>postern::ui::RoutesPage</name>
    <message>
        <source>Where the next hop offers it</source>
        <translation>Wo der nächste Server sie anbietet</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Required, with a verified certificate</source>
        <translation>Verlangt, mit geprüftem Zertifikat</translation>
    </message>
    <message>
        <source>Mail for all domains without a route of their own</source>
        <translation>Mail für alle Domains ohne eigene Route</translation>
    </message>
    <message>
        <source>Mail for %1</source>
        <translation>Mail für %1</translation>
    </message>
    <message>
        <source>%1 is handed to the mail store at %2.</source>
        <translation>%1 wird dem Mailspeicher unter %2 übergeben.</translation>
    </message>
    <message>
        <source>%1 goes to the server at %2.</source>
        <translation>%1 geht an den Server unter %2.</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>&amp;New route</source>
        <translation>&amp;Neue Route</translation>
    </message>
    <message>
        <source>Re&amp;move route</source>
        <translation>Route &amp;entfernen</translation>
    </message>
    <message>
        <source>There is no route: mail for other domains goes to their own servers, which the DNS names (MX). Add one for a smart host, or for a domain whose mail you pass on.</source>
        <translation>Es gibt keine Route: Mail für andere Domains geht an deren eigene Server, die das DNS nennt (MX). Fügen Sie eine hinzu für einen Smarthost oder für eine Domain, deren Mail Sie weitergeben.</translation>
    </message>
    <message>
        <source>* means every domain that has no route of its own.</source>
        <translation>* steht für jede Domain, die keine eigene Route hat.</translation>
    </message>
    <message>
        <source>&amp;Goes to:</source>
        <translation>&amp;Geht an:</translation>
    </message>
    <message>
        <source>En&amp;cryption:</source>
        <translation>&amp;Verschlüsselung:</translation>
    </message>
    <message>
        <source>&amp;Logs in as:</source>
        <translation>&amp;Meldet sich an als:</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>The next hop wants the password itself, so it is stored readably. Exports leave it out.</source>
        <translation>Der nächste Server will das Passwort selbst, daher wird es lesbar gespeichert. Exporte lassen es aus.</translation>
    </message>
    <message>
        <source>smtp:HOST:PORT is another mail server, smtps:HOST:PORT one that encrypts from the first octet (port 465), lmtp:HOST:PORT or lmtp:/SOCKET a mail store.</source>
        <translation>smtp:HOST:PORT ist ein anderer Mailserver, smtps:HOST:PORT einer, der vom ersten Byte an verschlüsselt (Port 465), lmtp:HOST:PORT oder lmtp:/SOCKET ein Mailspeicher.</translation>
    </message>
    <message>
        <source>Ma&amp;il for:</source>
        <translation>Mail &amp;für:</translation>
    </message>
    <message>
        <source>Te&amp;st…</source>
        <translation>Te&amp;sten…</translation>
    </message>
    <message>
        <source>Test of the Route for All Others</source>
        <translation>Test der Route für alle anderen</translation>
    </message>
    <message>
        <source>Test of the Route for %1</source>
        <translation>Test der Route für %1</translation>
    </message>
    <message>
        <source>%1 As in a delivery, up to the log-in; no mail is sent.</source>
        <translation>%1 Wie bei einer Zustellung, bis zur Anmeldung; es wird keine Mail gesendet.</translation>
    </message>
    <message>
        <source>Mail can go this way.</source>
        <translation>Auf diesem Weg kann Mail gehen.</translation>
    </message>
    <message>
        <source>Mail for this route waits until this is mended.</source>
        <translation>Mail für diese Route wartet, bis das behoben ist.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ScannerDialog</name>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>mail goes on without it</source>
        <translation>geht E-Mail ohne ihn weiter</translation>
    </message>
    <message>
        <source>the sender is asked to try again (451)</source>
        <translation>soll der Absender es noch einmal versuchen (451)</translation>
    </message>
    <message>
        <source>none, or a name like X-Spam-Status</source>
        <translation>keine, oder ein Name wie X-Spam-Status</translation>
    </message>
    <message>
        <source>A field of this name is added with the verdict; from outside, none of that name is let in.</source>
        <translation>Eine Kopfzeile dieses Namens mit dem Urteil wird ergänzt; von außen kommt keine dieses Namens herein.</translation>
    </message>
    <message>
        <source>what the scanner says, or the check</source>
        <translation>was der Scanner sagt, sonst die Prüfung</translation>
    </message>
    <message>
        <source>May hold {address}, {client}, {helo}, {check}, {score} and {reference}.</source>
        <translation>Kann {address}, {client}, {helo}, {check}, {score} und {reference} enthalten.</translation>
    </message>
    <message>
        <source>&amp;Kind:</source>
        <translation>A&amp;rt:</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <source>&amp;Points:</source>
        <translation>&amp;Punkte:</translation>
    </message>
    <message>
        <source>So much its own verdict “spam” counts; a score below its threshold counts in proportion. The points of all scanners are added; 100 refuse the message.</source>
        <translation>So viel zählt sein eigenes Urteil „Spam“; ein Wert unter seiner Schwelle zählt anteilig. Die Punkte aller Scanner werden zusammengezählt; bei 100 wird die Nachricht abgelehnt.</translation>
    </message>
    <message>
        <source>Wa&amp;its for an answer:</source>
        <translation>&amp;Wartet auf Antwort:</translation>
    </message>
    <message>
        <source>If it &amp;fails:</source>
        <translation>Wenn er &amp;versagt:</translation>
    </message>
    <message>
        <source>&amp;Header field:</source>
        <translation>&amp;Kopfzeile:</translation>
    </message>
    <message>
        <source>&amp;Senders that it does not scan:</source>
        <translation>Absender, die er nicht prü&amp;ft:</translation>
    </message>
    <message>
        <source>They skip this scanner only. “%1” and “%2” hold for them all the same, and must stay on just then: anybody can write a sender, and a forged one would come in unscanned.</source>
        <translation>Sie umgehen nur diesen Scanner. „%1“ und „%2“ gelten für sie trotzdem und müssen gerade dann eingeschaltet bleiben: Jeder kann einen Absender hinschreiben, und ein gefälschter käme ungeprüft herein.</translation>
    </message>
    <message>
        <source>Write the address where the scanner listens.</source>
        <translation>Schreiben Sie die Adresse, an der der Scanner zu erreichen ist.</translation>
    </message>
    <message>
        <source>&amp;Does not scan beyond:</source>
        <translation>Prüft ni&amp;cht, was größer ist als:</translation>
    </message>
    <message>
        <source>Rep&amp;ly:</source>
        <translation>Antwor&amp;t:</translation>
    </message>
</context>
<context>
    <name>postern::ui::ScannersEdit</name>
    <message>
        <source>the sender tries again</source>
        <translation>der Absender versucht es noch einmal</translation>
    </message>
    <message>
        <source>mail goes on</source>
        <translation>E-Mail geht weiter</translation>
    </message>
    <message>
        <source>SpamAssassin</source>
        <translation>SpamAssassin</translation>
    </message>
    <message>
        <source>rspamd</source>
        <translation>rspamd</translation>
    </message>
    <message>
        <source>Milter</source>
        <translation>Milter</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>If it fails</source>
        <translation>Wenn er versagt</translation>
    </message>
    <message>
        <source>&amp;Test…</source>
        <translation>T&amp;esten…</translation>
    </message>
    <message>
        <source>Hands the scanner a clean message, and one that every scanner takes for spam.</source>
        <translation>Gibt dem Scanner eine saubere Nachricht und eine, die jeder Scanner für Spam hält.</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>No scanners yet. Press Add for a SpamAssassin, an rspamd or a milter that runs here or in the LAN.</source>
        <translation>Noch keine Scanner. Klicken Sie auf Hinzufügen für ein SpamAssassin, ein rspamd oder einen Milter, der hier oder im LAN läuft.</translation>
    </message>
</context>
<context>
    <name>postern::ui::SecurityPage</name>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>STARTTLS, where the client wants it</source>
        <translation>STARTTLS, wo der Client es will</translation>
    </message>
    <message>
        <source>STARTTLS, required</source>
        <translation>STARTTLS, verlangt</translation>
    </message>
    <message>
        <source>TLS from the beginning (465)</source>
        <translation>TLS von Anfang an (465)</translation>
    </message>
    <message>
        <source>Other servers deliver to port 25 without encryption, too: require it there only where you know them all.</source>
        <translation>Andere Server liefern an Port 25 auch ohne Verschlüsselung ein: Verlangen Sie sie dort nur, wo Sie alle kennen.</translation>
    </message>
    <message>
        <source>TLS 1.&amp;3 only</source>
        <translation>Nur TLS 1.&amp;3</translation>
    </message>
    <message>
        <source>Otherwise TLS 1.2, too, which older mail programs need.</source>
        <translation>Sonst auch TLS 1.2, das ältere Mailprogramme brauchen.</translation>
    </message>
    <message>
        <source>&amp;Encryption:</source>
        <translation>V&amp;erschlüsselung:</translation>
    </message>
    <message>
        <source>Certi&amp;ficates:</source>
        <translation>&amp;Zertifikate:</translation>
    </message>
    <message>
        <source>Behind a proxy</source>
        <translation>Hinter einem Proxy</translation>
    </message>
    <message>
        <source>&amp;Proxies that tell the client&apos;s address:</source>
        <translation>&amp;Proxys, die die Adresse des Clients nennen:</translation>
    </message>
    <message>
        <source>They must begin each connection with a PROXY protocol header. From everybody else such a header is an error.</source>
        <translation>Sie müssen jede Verbindung mit einem Kopf des PROXY-Protokolls beginnen. Von allen anderen ist ein solcher Kopf ein Fehler.</translation>
    </message>
    <message>
        <source>&amp;Test connection…</source>
        <translation>Verbindung &amp;testen…</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServerDnsPage</name>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>in the network</source>
        <translation>im Netzwerk</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>None: the computer&apos;s own DNS servers are asked. For example 127.0.0.1, or 127.0.0.1@5353 for another port than 53.</source>
        <translation>Keiner: Die DNS-Server dieses Computers werden gefragt. Zum Beispiel 127.0.0.1, oder 127.0.0.1@5353 für einen anderen Port als 53.</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>&amp;DNS servers that are asked:</source>
        <translation>&amp;DNS-Server, die gefragt werden:</translation>
    </message>
    <message>
        <source>They are asked by the checks of senders and clients, and for the way of outgoing mail. Many DNS lists do not answer questions that come by a public DNS server, and DNSSEC counts only if the way to the server can be trusted: best is one on this computer or in the LAN.</source>
        <translation>Sie werden von den Prüfungen der Absender und Clients gefragt, und für den Weg ausgehender E-Mail. Viele DNS-Listen antworten nicht auf Fragen, die über einen öffentlichen DNS-Server kommen, und DNSSEC zählt nur, wenn dem Weg zum Server zu trauen ist: Am besten ist einer auf diesem Computer oder im LAN.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServerLanPage</name>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>&amp;LAN:</source>
        <translation>&amp;LAN:</translation>
    </message>
    <message>
        <source>&amp;Trusted forwarders:</source>
        <translation>&amp;Vertraute Weiterleiter:</translation>
    </message>
    <message>
        <source>Servers that pass on mail of others to you: a provider&apos;s filter, a second MX. Senders that claim to be local are not refused from them. They get no right to relay, and the black lists apply.</source>
        <translation>Server, die Mail anderer an Sie weitergeben: der Filter eines Anbieters, ein zweiter MX. Absender, die sich als lokal ausgeben, werden von ihnen nicht abgewiesen. Sie dürfen nicht weiterleiten, und die Schwarzen Listen gelten.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServerLogsPage</name>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>beliebig lange</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>any size</source>
        <translation>beliebig groß</translation>
    </message>
    <message>
        <source>The log of accepted and refused mail</source>
        <translation>Das Protokoll angenommener und abgewiesener Mail</translation>
    </message>
    <message>
        <source>Kept &amp;for:</source>
        <translation>Behalten &amp;für:</translation>
    </message>
    <message>
        <source>&amp;Up to:</source>
        <translation>&amp;Bis zu:</translation>
    </message>
    <message>
        <source>Whichever is reached first: the oldest events go. 0 is no limit.</source>
        <translation>Was zuerst erreicht ist: Die ältesten Ereignisse gehen. 0 heißt ohne Grenze.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServerNamePage</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>&amp;Host name:</source>
        <translation>&amp;Hostname:</translation>
    </message>
    <message>
        <source>The full name by which this server greets, and by which others find it. It should be the name that the MX records of your domains and the reverse DNS of its public address say.</source>
        <translation>Der volle Name, mit dem dieser Server grüßt und unter dem andere ihn finden. Er sollte der Name sein, den die MX-Einträge Ihrer Domains und das Reverse-DNS seiner öffentlichen Adresse nennen.</translation>
    </message>
    <message>
        <source>Mail for &amp;postmaster goes to:</source>
        <translation>Mail an &amp;postmaster geht an:</translation>
    </message>
    <message>
        <source>Every mail server must take mail for postmaster (RFC 5321).</source>
        <translation>Jeder Mailserver muss Mail an postmaster annehmen (RFC 5321).</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServerProperties</name>
    <message>
        <source>Server Properties</source>
        <translation>Servereigenschaften</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServerStep</name>
    <message>
        <source>This server</source>
        <translation>Dieser Server</translation>
    </message>
    <message>
        <source>The name by which other mail servers know this one, and the domain whose mail it takes in.</source>
        <translation>Der Name, unter dem andere Mailserver diesen kennen, und die Domain, deren Mail er annimmt.</translation>
    </message>
    <message>
        <source>&amp;Host name:</source>
        <translation>&amp;Hostname:</translation>
    </message>
    <message>
        <source>Write it in full, with its domain. Postern greets with this name, so it should be the one that the DNS gives for this computer&apos;s address.</source>
        <translation>Schreiben Sie ihn ganz, mit seiner Domain. Postern grüßt mit diesem Namen, also sollte es der sein, den das DNS für die Adresse dieses Rechners nennt.</translation>
    </message>
    <message>
        <source>Mail &amp;domain:</source>
        <translation>Mail-&amp;Domain:</translation>
    </message>
    <message>
        <source>What stands behind the @ in your addresses. Further domains can be added later.</source>
        <translation>Was in Ihren Adressen hinter dem @ steht. Weitere Domains können später dazukommen.</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServiceCommands</name>
    <message>
        <source>&amp;Properties</source>
        <translation>&amp;Eigenschaften</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Duplicate…</source>
        <translation>&amp;Duplizieren …</translation>
    </message>
    <message>
        <source>&amp;Copy policy to…</source>
        <translation>Regeln &amp;kopieren nach …</translation>
    </message>
    <message>
        <source>Rena&amp;me…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>E&amp;xplain a session…</source>
        <translation>Eine Sitzung e&amp;rklären …</translation>
    </message>
    <message>
        <source>Show its re&amp;jections</source>
        <translation>Seine Ab&amp;weisungen zeigen</translation>
    </message>
    <message>
        <source>&amp;New service</source>
        <translation>&amp;Neuer Dienst</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>The engine cannot be told.</source>
        <translation>Der Engine kann nichts mitgeteilt werden.</translation>
    </message>
    <message>
        <source>Comp&amp;are with…</source>
        <translation>Ver&amp;gleichen mit …</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServiceManager</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hin&amp;zufügen</translation>
    </message>
    <message>
        <source>&amp;Properties…</source>
        <translation>&amp;Eigenschaften …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>E&amp;ntfernen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServiceProperties</name>
    <message>
        <source>SMTP Service Properties</source>
        <translation>Eigenschaften des SMTP-Dienstes</translation>
    </message>
    <message>
        <source>This service is not there any more: somebody has deleted it.</source>
        <translation>Diesen Dienst gibt es nicht mehr: Jemand hat ihn gelöscht.</translation>
    </message>
    <message>
        <source>SMTP Service Properties — %1</source>
        <translation>Eigenschaften des SMTP-Dienstes — %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServiceTable</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServicesPage</name>
    <message>
        <source>There is no service yet. A service listens on a port, takes mail in, and decides who may bring it.</source>
        <translation>Es gibt noch keinen Dienst. Ein Dienst lauscht auf einem Port, nimmt Mail an und entscheidet, wer sie bringen darf.</translation>
    </message>
    <message>
        <source>&amp;New service</source>
        <translation>&amp;Neuer Dienst</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
</context>
<context>
    <name>postern::ui::ServicesStep</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Each service listens on a port with rules of its own. More can be added later.</source>
        <translation>Jeder Dienst lauscht auf einem Port mit eigenen Regeln. Weitere können später dazukommen.</translation>
    </message>
    <message>
        <source>&amp;Mail exchange, on port</source>
        <translation>&amp;Mailannahme (MX), auf Port</translation>
    </message>
    <message>
        <source>Takes in mail for your domain, from other mail servers and from the LAN.</source>
        <translation>Nimmt Mail für Ihre Domain an, von anderen Mailservern und aus dem LAN.</translation>
    </message>
    <message>
        <source>S&amp;ubmission, on port</source>
        <translation>E&amp;inlieferung (Submission), auf Port</translation>
    </message>
    <message>
        <source>Port %1 is in use by another program now. The service will wait until it is free.</source>
        <translation>Port %1 wird gerade von einem anderen Programm benutzt. Der Dienst wartet, bis er frei ist.</translation>
    </message>
    <message>
        <source>Your user may not open port %1: ports below 1024 belong to the administrator. Choose another one here, or run the service posternd as root.</source>
        <translation>Ihr Benutzer darf Port %1 nicht öffnen: Ports unter 1024 gehören dem Administrator. Wählen Sie hier einen anderen, oder betreiben Sie den Dienst posternd als root.</translation>
    </message>
    <message>
        <source>Other mail servers deliver to port %1 only. Port %2 is good for trying Postern out, or behind something that forwards to it.</source>
        <translation>Andere Mailserver liefern nur an Port %1. Port %2 eignet sich, um Postern auszuprobieren, oder hinter etwas, das an ihn weiterreicht.</translation>
    </message>
    <message>
        <source>For people who send mail from anywhere after they log in, by STARTTLS.</source>
        <translation>Für Leute, die von überall Mail senden, nachdem sie sich angemeldet haben; mit STARTTLS.</translation>
    </message>
    <message>
        <source>Submission &amp;TLS, on port</source>
        <translation>Einlieferung mit &amp;TLS, auf Port</translation>
    </message>
    <message>
        <source>The same, encrypted from the start, as newer mail programs prefer it.</source>
        <translation>Dasselbe, von Anfang an verschlüsselt, wie neuere Mailprogramme es bevorzugen.</translation>
    </message>
    <message>
        <source>Mail programs look for port %1. To use port %2, it must be set in each of them, or something must forward to it.</source>
        <translation>Mailprogramme suchen Port %1. Damit sie Port %2 benutzen, muss er in jedem eingestellt sein, oder etwas muss dorthin weiterleiten.</translation>
    </message>
</context>
<context>
    <name>postern::ui::SizeEdit</name>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>KiB</source>
        <translation>KiB</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>GiB</source>
        <translation>GiB</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
</context>
<context>
    <name>postern::ui::StatisticsChart</name>
    <message>
        <source>Decisions over time</source>
        <translation>Entscheidungen im Lauf der Zeit</translation>
    </message>
    <message>
        <source>%1: %2
%3</source>
        <comment>name: count, when</comment>
        <translation>%1: %2
%3</translation>
    </message>
</context>
<context>
    <name>postern::ui::StatisticsPage</name>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>&amp;Period:</source>
        <translation>&amp;Zeitraum:</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>B&amp;y:</source>
        <translation>&amp;Nach:</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Client network</source>
        <translation>Netz des Clients</translation>
    </message>
    <message>
        <source>Sender&apos;s domain</source>
        <translation>Domain des Absenders</translation>
    </message>
    <message>
        <source>Sho&amp;w:</source>
        <translation>Z&amp;eigen:</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Sums, the most first</source>
        <translation>Summen, die größten zuerst</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Show in the Lo&amp;g</source>
        <translation>Im &amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>Export P&amp;icture…</source>
        <translation>Bild expor&amp;tieren …</translation>
    </message>
    <message>
        <source>Export &amp;CSV…</source>
        <translation>&amp;CSV exportieren …</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation>Noch &amp;einmal versuchen</translation>
    </message>
    <message>
        <source>%1 accepted, %2 refused, %3 deferred</source>
        <translation>%1 angenommen, %2 abgewiesen, %3 aufgeschoben</translation>
    </message>
    <message>
        <source>Nothing has been counted yet.
Counting begins with the first message that a service decides about; see whether one runs.</source>
        <translation>Noch wurde nichts gezählt.
Gezählt wird ab der ersten Nachricht, über die ein Dienst entscheidet; sehen Sie nach, ob einer läuft.</translation>
    </message>
    <message>
        <source>Show the Se&amp;rvices</source>
        <translation>Die D&amp;ienste zeigen</translation>
    </message>
    <message>
        <source>Nothing was decided in this time.</source>
        <translation>In dieser Zeit wurde nichts entschieden.</translation>
    </message>
    <message>
        <source>Show A&amp;ll</source>
        <translation>A&amp;lles zeigen</translation>
    </message>
    <message>
        <source>Nothing was accepted in this time.</source>
        <translation>In dieser Zeit wurde nichts angenommen.</translation>
    </message>
    <message>
        <source>Nothing was refused in this time.</source>
        <translation>In dieser Zeit wurde nichts abgewiesen.</translation>
    </message>
    <message>
        <source>statistics</source>
        <comment>name of a file</comment>
        <translation>statistik</translation>
    </message>
    <message>
        <source>Export the Chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Export the Counts</source>
        <translation>Zahlen exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Check the folder, its permissions and the room on the disk.</source>
        <translation>Prüfen Sie den Ordner, seine Rechte und den Platz auf dem Datenträger.</translation>
    </message>
</context>
<context>
    <name>postern::ui::StatusSummary</name>
    <message>
        <source>Recipients in the last hour. Deferred ones count as refused.</source>
        <translation>Empfänger in der letzten Stunde. Zurückgestellte zählen als abgewiesen.</translation>
    </message>
</context>
<context>
    <name>postern::ui::SummaryStep</name>
    <message>
        <source>Ready to set up</source>
        <translation>Bereit zum Einrichten</translation>
    </message>
    <message>
        <source>Nothing is saved yet. Go back to change something.</source>
        <translation>Noch ist nichts gespeichert. Gehen Sie zurück, um etwas zu ändern.</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>&amp;Einrichten</translation>
    </message>
    <message>
        <source>What will be set up</source>
        <translation>Was eingerichtet wird</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>Mail domain</source>
        <translation>Mail-Domain</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>LAN</translation>
    </message>
    <message>
        <source>none: nobody may relay</source>
        <translation>keines: Niemand darf weiterleiten</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1, Port %2</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Postfach</translation>
    </message>
    <message>
        <source>Maildir folder</source>
        <translation>Maildir-Ordner</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keines</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>made by the engine, signed by nobody</source>
        <translation>von der Engine gemacht, von niemandem unterschrieben</translation>
    </message>
</context>
<context>
    <name>postern::ui::TestMessage</name>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>What answers there is no mail server.</source>
        <translation>Was dort antwortet, ist kein Mailserver.</translation>
    </message>
</context>
<context>
    <name>postern::ui::TraceTable</name>
    <message>
        <source>All checks, in order</source>
        <translation>Alle Prüfungen, der Reihe nach</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Opens the setting</source>
        <translation>Öffnet die Einstellung</translation>
    </message>
    <message>
        <source>Opens the entry %1</source>
        <translation>Öffnet den Eintrag %1</translation>
    </message>
</context>
<context>
    <name>postern::ui::Tray</name>
    <message>
        <source>Postern</source>
        <translation>Postern</translation>
    </message>
    <message>
        <source>&amp;Show the window</source>
        <translation>Fenster &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
</context>
<context>
    <name>server</name>
    <message>
        <source>this is no IP address</source>
        <translation>das ist keine IP-Adresse</translation>
    </message>
    <message>
        <source>no address is chosen; add one, or listen on all of them</source>
        <translation>keine Adresse ist gewählt; fügen Sie eine hinzu, oder lauschen Sie auf allen</translation>
    </message>
    <message>
        <source>The password is longer than 1024 characters</source>
        <translation>Das Passwort ist länger als 1024 Zeichen</translation>
    </message>
    <message>
        <source>without a service no mail comes in; choose at least one</source>
        <translation>ohne einen Dienst kommt keine Mail herein; wählen Sie mindestens einen</translation>
    </message>
    <message>
        <source>Somebody else has set this server up in the meantime</source>
        <translation>Jemand anders hat diesen Server inzwischen eingerichtet</translation>
    </message>
    <message>
        <source>Close this assistant to see what is set</source>
        <translation>Schließen Sie diesen Assistenten, um zu sehen, was eingestellt ist</translation>
    </message>
    <message>
        <source>The password is empty</source>
        <translation>Das Passwort ist leer</translation>
    </message>
    <message>
        <source>There is not enough memory to protect the password</source>
        <translation>Der Arbeitsspeicher reicht nicht, um das Passwort zu schützen</translation>
    </message>
    <message>
        <source>Close other programs and try again</source>
        <translation>Schließen Sie andere Programme und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>Client may not use the service</source>
        <translation>Client darf den Dienst nicht benutzen</translation>
    </message>
    <message>
        <source>Client is barred for a time</source>
        <translation>Client ist für eine Zeit gesperrt</translation>
    </message>
    <message>
        <source>IP address is black-listed</source>
        <translation>IP-Adresse steht auf der Schwarzen Liste</translation>
    </message>
    <message>
        <source>HELO host is black-listed</source>
        <translation>HELO-Name steht auf der Schwarzen Liste</translation>
    </message>
    <message>
        <source>HELO says a local name</source>
        <translation>HELO nennt einen lokalen Namen</translation>
    </message>
    <message>
        <source>HELO is no valid host name</source>
        <translation>HELO ist kein gültiger Hostname</translation>
    </message>
    <message>
        <source>Sender is black-listed</source>
        <translation>Absender steht auf der Schwarzen Liste</translation>
    </message>
    <message>
        <source>Sender claims to be local</source>
        <translation>Absender gibt sich als lokal aus</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Recipient is black-listed</source>
        <translation>Empfänger steht auf der Schwarzen Liste</translation>
    </message>
    <message>
        <source>May not relay</source>
        <translation>Darf nicht weiterleiten</translation>
    </message>
    <message>
        <source>No such user here</source>
        <translation>Kein solcher Benutzer hier</translation>
    </message>
    <message>
        <source>Message is too large</source>
        <translation>Nachricht ist zu groß</translation>
    </message>
    <message>
        <source>Message goes in circles</source>
        <translation>Nachricht dreht sich im Kreis</translation>
    </message>
    <message>
        <source>write it like joe@example.com, example.com, .example.com or joe@*</source>
        <translation>schreiben Sie es wie joe@example.com, example.com, .example.com oder joe@*</translation>
    </message>
    <message>
        <source>write it like mail.example.com, .example.com, *-dsl.example.com or [192.0.2.1]</source>
        <translation>schreiben Sie es wie mail.example.com, .example.com, *-dsl.example.com oder [192.0.2.1]</translation>
    </message>
    <message>
        <source>write it like 192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99, 192.168.1.* or 2001:db8::/32</source>
        <translation>schreiben Sie es wie 192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99, 192.168.1.* oder 2001:db8::/32</translation>
    </message>
    <message>
        <source>* and ? cannot stand in one part of a domain name with letters beyond a to z</source>
        <translation>* und ? können nicht in einem Teil eines Domainnamens mit Buchstaben jenseits von a bis z stehen</translation>
    </message>
    <message>
        <source>write that part as DNS has it, beginning with xn--</source>
        <translation>schreiben Sie diesen Teil, wie das DNS ihn hat, beginnend mit xn--</translation>
    </message>
    <message>
        <source>HELO names have no @</source>
        <translation>HELO-Namen haben kein @</translation>
    </message>
    <message>
        <source>what follows the dot is not a domain name</source>
        <translation>was auf den Punkt folgt, ist kein Domainname</translation>
    </message>
    <message>
        <source>write it like .example.com</source>
        <translation>schreiben Sie es wie .example.com</translation>
    </message>
    <message>
        <source>this is a mail address, and here stand IP addresses</source>
        <translation>das ist eine Mailadresse, und hier stehen IP-Adressen</translation>
    </message>
    <message>
        <source>put it into the list of senders or recipients</source>
        <translation>setzen Sie sie in die Liste der Absender oder Empfänger</translation>
    </message>
    <message>
        <source>this is a name, and here stand IP addresses</source>
        <translation>das ist ein Name, und hier stehen IP-Adressen</translation>
    </message>
    <message>
        <source>write the address that it has, or put the name into the list of HELO hosts</source>
        <translation>schreiben Sie die Adresse, die er hat, oder setzen Sie den Namen in die Liste der HELO-Namen</translation>
    </message>
    <message>
        <source>not an address literal</source>
        <translation>kein Adressliteral</translation>
    </message>
    <message>
        <source>write it like [192.0.2.1] or [IPv6:2001:db8::1]</source>
        <translation>schreiben Sie es wie [192.0.2.1] oder [IPv6:2001:db8::1]</translation>
    </message>
    <message>
        <source>this is a mail address, and here stand HELO names</source>
        <translation>das ist eine Mailadresse, und hier stehen HELO-Namen</translation>
    </message>
    <message>
        <source>an IPv6 address in HELO stands in brackets</source>
        <translation>eine IPv6-Adresse in HELO steht in Klammern</translation>
    </message>
    <message>
        <source>write it like [IPv6:2001:db8::1]</source>
        <translation>schreiben Sie es wie [IPv6:2001:db8::1]</translation>
    </message>
    <message>
        <source>not a host name</source>
        <translation>kein Hostname</translation>
    </message>
    <message>
        <source>a domain does not begin with a dot</source>
        <translation>eine Domain beginnt nicht mit einem Punkt</translation>
    </message>
    <message>
        <source>for every domain below example.com write .example.com</source>
        <translation>für jede Domain unterhalb von example.com schreiben Sie .example.com</translation>
    </message>
    <message>
        <source>neither a mail address nor a domain</source>
        <translation>weder eine Mailadresse noch eine Domain</translation>
    </message>
    <message>
        <source>neither a whole mail address nor a whole domain</source>
        <translation>weder eine ganze Mailadresse noch eine ganze Domain</translation>
    </message>
    <message>
        <source>this is an IP address, and here stand mail addresses</source>
        <translation>das ist eine IP-Adresse, und hier stehen Mailadressen</translation>
    </message>
    <message>
        <source>put it into the list of IP addresses</source>
        <translation>setzen Sie sie in die Liste der IP-Adressen</translation>
    </message>
    <message>
        <source>&lt;&gt; is the null sender, which bounces have; it is never a recipient, a HELO name or an IP address</source>
        <translation>&lt;&gt; ist der leere Absender, den Rückläufer haben; er ist nie ein Empfänger, ein HELO-Name oder eine IP-Adresse</translation>
    </message>
    <message>
        <source>put it into the list of senders</source>
        <translation>setzen Sie ihn in die Liste der Absender</translation>
    </message>
    <message>
        <source>there is no pattern</source>
        <translation>es gibt kein Muster</translation>
    </message>
    <message>
        <source>longer than 320 characters, which no address and no host name is</source>
        <translation>länger als 320 Zeichen, was keine Adresse und kein Hostname ist</translation>
    </message>
    <message>
        <source>one ~ is enough</source>
        <translation>ein ~ genügt</translation>
    </message>
    <message>
        <source>addresses stand here without &lt; and &gt;</source>
        <translation>Adressen stehen hier ohne &lt; und &gt;</translation>
    </message>
    <message>
        <source>there is a blank in the pattern</source>
        <translation>im Muster steht ein Leerzeichen</translation>
    </message>
    <message>
        <source>there is a character that addresses and host names do not have</source>
        <translation>es enthält ein Zeichen, das Adressen und Hostnamen nicht haben</translation>
    </message>
    <message>
        <source>one pattern stands on one line; ? stands for any one character</source>
        <translation>ein Muster steht auf einer Zeile; ? steht für ein beliebiges Zeichen</translation>
    </message>
    <message>
        <source>there is a character that cannot be shown</source>
        <translation>es enthält ein Zeichen, das sich nicht anzeigen lässt</translation>
    </message>
    <message>
        <source>the client %1</source>
        <translation>der Client %1</translation>
    </message>
    <message>
        <source>but not the client %1</source>
        <translation>aber nicht der Client %1</translation>
    </message>
    <message>
        <source>clients from %1 to %2, such as %3</source>
        <translation>Clients von %1 bis %2, etwa %3</translation>
    </message>
    <message>
        <source>but not clients from %1 to %2, such as %3</source>
        <translation>aber nicht Clients von %1 bis %2, etwa %3</translation>
    </message>
    <message>
        <source>clients that call themselves %1</source>
        <translation>Clients, die sich %1 nennen</translation>
    </message>
    <message>
        <source>but not clients that call themselves %1</source>
        <translation>aber nicht Clients, die sich %1 nennen</translation>
    </message>
    <message>
        <source>clients that call themselves a host below %1, such as %2</source>
        <translation>Clients, die sich einen Host unterhalb von %1 nennen, etwa %2</translation>
    </message>
    <message>
        <source>but not clients that call themselves a host below %1, such as %2</source>
        <translation>aber nicht Clients, die sich einen Host unterhalb von %1 nennen, etwa %2</translation>
    </message>
    <message>
        <source>clients that call themselves something like %1</source>
        <translation>Clients, die sich etwas wie %1 nennen</translation>
    </message>
    <message>
        <source>but not clients that call themselves something like %1</source>
        <translation>aber nicht Clients, die sich etwas wie %1 nennen</translation>
    </message>
    <message>
        <source>every client, whatever it calls itself</source>
        <translation>jeder Client, wie immer er sich nennt</translation>
    </message>
    <message>
        <source>but no client, whatever it calls itself</source>
        <translation>aber kein Client, wie immer er sich nennt</translation>
    </message>
    <message>
        <source>every sender, also the null sender</source>
        <translation>jeder Absender, auch der leere</translation>
    </message>
    <message>
        <source>but no sender at all</source>
        <translation>aber gar kein Absender</translation>
    </message>
    <message>
        <source>every recipient</source>
        <translation>jeder Empfänger</translation>
    </message>
    <message>
        <source>but no recipient at all</source>
        <translation>aber gar kein Empfänger</translation>
    </message>
    <message>
        <source>the null sender &lt;&gt;, which bounces have</source>
        <translation>der leere Absender &lt;&gt;, den Rückläufer haben</translation>
    </message>
    <message>
        <source>but not the null sender &lt;&gt;, which bounces have</source>
        <translation>aber nicht der leere Absender &lt;&gt;, den Rückläufer haben</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>nur %1</translation>
    </message>
    <message>
        <source>but not %1</source>
        <translation>aber nicht %1</translation>
    </message>
    <message>
        <source>every address at %1, such as %2</source>
        <translation>jede Adresse in %1, etwa %2</translation>
    </message>
    <message>
        <source>but no address at %1, such as %2</source>
        <translation>aber keine Adresse in %1, etwa %2</translation>
    </message>
    <message>
        <source>every address at a domain below %1, such as %2</source>
        <translation>jede Adresse in einer Domain unterhalb von %1, etwa %2</translation>
    </message>
    <message>
        <source>but no address at a domain below %1, such as %2</source>
        <translation>aber keine Adresse in einer Domain unterhalb von %1, etwa %2</translation>
    </message>
    <message>
        <source>addresses like %1</source>
        <translation>Adressen wie %1</translation>
    </message>
    <message>
        <source>but not addresses like %1</source>
        <translation>aber keine Adressen wie %1</translation>
    </message>
    <message>
        <source>Mail exchange (25)</source>
        <translation>Mailannahme (25)</translation>
    </message>
    <message>
        <source>Submission (587)</source>
        <translation>Einlieferung (587)</translation>
    </message>
    <message>
        <source>Submission TLS (465)</source>
        <translation>Einlieferung über TLS (465)</translation>
    </message>
    <message>
        <source>Internal relay (25, LAN only)</source>
        <translation>Internes Relay (25, nur LAN)</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no range of IP addresses; did you mean %2?</source>
        <translation>„%1“ ist kein Bereich von IP-Adressen; ist %2 gemeint?</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no range of IP addresses; write it like 192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99 or 2001:db8::/32</source>
        <translation>„%1“ ist kein Bereich von IP-Adressen; schreiben Sie ihn wie 192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99 oder 2001:db8::/32</translation>
    </message>
    <message>
        <source>the text may have %1 characters at most, and has %2</source>
        <translation>der Text darf höchstens %1 Zeichen haben und hat %2</translation>
    </message>
    <message>
        <source>the text must be one line, without control characters</source>
        <translation>der Text muss eine Zeile sein, ohne Steuerzeichen</translation>
    </message>
    <message>
        <source>the number must be from %1 to %2, and is %3</source>
        <translation>die Zahl muss von %1 bis %2 gehen und ist %3</translation>
    </message>
    <message>
        <source>there is another service with the name &apos;%1&apos;</source>
        <translation>es gibt einen anderen Dienst mit dem Namen „%1“</translation>
    </message>
    <message>
        <source>the service &apos;%1&apos; listens on port %2 of the same address already</source>
        <translation>der Dienst „%1“ lauscht schon auf Port %2 derselben Adresse</translation>
    </message>
    <message>
        <source>the service &apos;%1&apos; has port %2 of the same address too, so only one of the two can run</source>
        <translation>der Dienst „%1“ hat ebenfalls Port %2 derselben Adresse, sodass nur einer der beiden laufen kann</translation>
    </message>
    <message>
        <source>%1 is one of your domains already</source>
        <translation>%1 ist schon eine Ihrer Domains</translation>
    </message>
    <message>
        <source>%1 is taken already</source>
        <translation>%1 ist schon vergeben</translation>
    </message>
    <message>
        <source>another mailbox has this folder too, so both get both&apos;s mail</source>
        <translation>ein anderes Postfach hat auch diesen Ordner, sodass beide die Mail von beiden bekommen</translation>
    </message>
    <message>
        <source>there is no mailbox yet, so all mail for your domains is refused</source>
        <translation>es gibt noch kein Postfach, also wird alle Mail für Ihre Domains abgewiesen</translation>
    </message>
    <message>
        <source>there is another route for %1</source>
        <translation>es gibt eine andere Route für %1</translation>
    </message>
    <message>
        <source>%1 is one of your domains, whose mail goes to mailboxes here: the route is never used</source>
        <translation>%1 ist eine Ihrer Domains, deren Mail in Postfächer hier geht: Die Route wird nie benutzt</translation>
    </message>
    <message>
        <source>no mailbox has the address %1</source>
        <translation>kein Postfach hat die Adresse %1</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no domain name; write it like example.com</source>
        <translation>„%1“ ist kein Domainname; schreiben Sie ihn wie example.com</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no mail address; write it like joe@example.com</source>
        <translation>„%1“ ist keine Mailadresse; schreiben Sie sie wie joe@example.com</translation>
    </message>
    <message>
        <source>%1 is none of your domains, so no mail for %2 would come here; add the domain first</source>
        <translation>%1 ist keine Ihrer Domains, also käme keine Mail für %2 hierher; fügen Sie zuerst die Domain hinzu</translation>
    </message>
    <message>
        <source>mail is delivered into a Maildir folder; write its whole path, like maildir:/srv/mail/jane</source>
        <translation>Mail wird in einen Maildir-Ordner zugestellt; schreiben Sie seinen ganzen Pfad, wie maildir:/srv/mail/jane</translation>
    </message>
    <message>
        <source>%1 is there twice</source>
        <translation>%1 steht zweimal da</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no target for a route; write it like smtp:relay.example.com:587 or lmtp:127.0.0.1:2424</source>
        <translation>„%1“ ist kein Ziel für eine Route; schreiben Sie es wie smtp:relay.example.com:587 oder lmtp:127.0.0.1:2424</translation>
    </message>
    <message>
        <source>the server needs its full host name, like mail.example.com</source>
        <translation>der Server braucht seinen vollen Hostnamen, wie mail.example.com</translation>
    </message>
    <message>
        <source>a host name has letters, digits and hyphens only; write %1 as %2</source>
        <translation>ein Hostname hat nur Buchstaben, Ziffern und Bindestriche; schreiben Sie %1 als %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no host name; write it like mail.example.com</source>
        <translation>„%1“ ist kein Hostname; schreiben Sie ihn wie mail.example.com</translation>
    </message>
    <message>
        <source>&apos;%1&apos; lacks its domain; other servers refuse a greeting without the full name, like %1.example.com</source>
        <translation>„%1“ fehlt die Domain; andere Server lehnen eine Begrüßung ohne den vollen Namen ab, wie %1.example.com</translation>
    </message>
    <message>
        <source>a LAN of all addresses makes an open relay: every client could send to anywhere; list your own networks only</source>
        <translation>ein LAN aus allen Adressen macht ein offenes Relay: Jeder Client könnte überallhin senden; führen Sie nur Ihre eigenen Netze auf</translation>
    </message>
    <message>
        <source>%1 is far more than one network; every client in it may relay and may send as one of your users</source>
        <translation>%1 ist weit mehr als ein Netz; jeder Client darin darf weiterleiten und als einer Ihrer Benutzer senden</translation>
    </message>
    <message>
        <source>with every address a trusted forwarder, anybody could send as one of your users; list the servers that pass mail on to you only</source>
        <translation>mit jeder Adresse als vertrautem Weiterleiter könnte jeder als einer Ihrer Benutzer senden; führen Sie nur die Server auf, die Mail an Sie weitergeben</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no DNS server; write its IP address, with a port where it is not 53: 127.0.0.1@5353</source>
        <translation>„%1“ ist kein DNS-Server; schreiben Sie seine IP-Adresse, mit Port, wo er nicht 53 ist: 127.0.0.1@5353</translation>
    </message>
    <message>
        <source>the service needs a name</source>
        <translation>der Dienst braucht einen Namen</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no IP address; write one of this machine&apos;s, or none to listen on all of them</source>
        <translation>„%1“ ist keine IP-Adresse; schreiben Sie eine dieses Rechners, oder keine, um auf allen zu lauschen</translation>
    </message>
    <message>
        <source>only listed clients may use the service, but none is listed, so nobody could connect; list them, or allow any client</source>
        <translation>nur aufgelistete Clients dürfen den Dienst benutzen, aber keiner ist aufgelistet, also könnte sich niemand verbinden; listen Sie welche auf, oder lassen Sie jeden Client zu</translation>
    </message>
    <message>
        <source>the check of who may use the service is not enforced, so any client may use it</source>
        <translation>die Prüfung, wer den Dienst benutzen darf, wird nicht durchgesetzt, also darf ihn jeder Client benutzen</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no pattern for recipients; write it like joe@example.com, example.com or .example.com</source>
        <translation>„%1“ ist kein Muster für Empfänger; schreiben Sie es wie joe@example.com, example.com oder .example.com</translation>
    </message>
    <message>
        <source>&apos;%1&apos; matches every address and makes an open relay: everybody could send to anywhere</source>
        <translation>„%1“ passt auf jede Adresse und macht ein offenes Relay: Jeder könnte überallhin senden</translation>
    </message>
    <message>
        <source>everybody may send to every domain that ends in %1</source>
        <translation>jeder darf an jede Domain senden, die auf %1 endet</translation>
    </message>
    <message>
        <source>relaying for all addresses makes an open relay: every client could send to anywhere; list the clients that you know</source>
        <translation>Weiterleiten für alle Adressen macht ein offenes Relay: Jeder Client könnte überallhin senden; führen Sie die Clients auf, die Sie kennen</translation>
    </message>
    <message>
        <source>%1 is far more than one network; every client in it may relay</source>
        <translation>%1 ist weit mehr als ein Netz; jeder Client darin darf weiterleiten</translation>
    </message>
    <message>
        <source>every server must take messages of %1 bytes; write at least that, or 0 for no limit</source>
        <translation>jeder Server muss Nachrichten von %1 Bytes annehmen; schreiben Sie mindestens das, oder 0 für keine Grenze</translation>
    </message>
    <message>
        <source>this check cannot be switched off</source>
        <translation>diese Prüfung lässt sich nicht ausschalten</translation>
    </message>
    <message>
        <source>anybody outside can send to your users as one of them, since senders that claim to be local are not refused on this service</source>
        <translation>jeder von außen kann an Ihre Benutzer als einer von ihnen senden, denn Absender, die sich als lokal ausgeben, werden auf diesem Dienst nicht abgewiesen</translation>
    </message>
    <message>
        <source>senders that claim to be local are only counted, not refused: anybody outside can still send to your users as one of them</source>
        <translation>Absender, die sich als lokal ausgeben, werden nur gezählt, nicht abgewiesen: Jeder von außen kann weiterhin an Ihre Benutzer als einer von ihnen senden</translation>
    </message>
    <message>
        <source>clients outside may call themselves by your own names, as programs that send spam do</source>
        <translation>Clients von außen dürfen sich mit Ihren eigenen Namen melden, wie es Programme tun, die Spam senden</translation>
    </message>
    <message>
        <source>clients outside that call themselves by your own names are only counted, not refused</source>
        <translation>Clients von außen, die sich mit Ihren eigenen Namen melden, werden nur gezählt, nicht abgewiesen</translation>
    </message>
    <message>
        <source>mail for addresses that do not exist is accepted and goes to the postmaster, which draws spam by guessed names</source>
        <translation>Mail an Adressen, die es nicht gibt, wird angenommen und geht an den Postmaster, was Spam an geratene Namen anzieht</translation>
    </message>
    <message>
        <source>mail for addresses that do not exist is only counted: it is accepted and goes to the postmaster</source>
        <translation>Mail an Adressen, die es nicht gibt, wird nur gezählt: Sie wird angenommen und geht an den Postmaster</translation>
    </message>
    <message>
        <source>the check only monitors, so this refuses nothing</source>
        <translation>die Prüfung beobachtet nur, also weist dies nichts ab</translation>
    </message>
    <message>
        <source>any client may use this service</source>
        <translation>jeder Client darf diesen Dienst benutzen</translation>
    </message>
    <message>
        <source>%1 is in the LAN</source>
        <translation>%1 ist im LAN</translation>
    </message>
    <message>
        <source>%1 is in the list of clients that may use this service</source>
        <translation>%1 steht in der Liste der Clients, die diesen Dienst benutzen dürfen</translation>
    </message>
    <message>
        <source>only the LAN may use this service, and %1 is not in it</source>
        <translation>nur das LAN darf diesen Dienst benutzen, und %1 ist nicht darin</translation>
    </message>
    <message>
        <source>only listed clients may use this service, and %1 is not listed</source>
        <translation>nur aufgelistete Clients dürfen diesen Dienst benutzen, und %1 ist nicht aufgelistet</translation>
    </message>
    <message>
        <source>only the LAN and listed clients may use this service, and %1 is neither</source>
        <translation>nur das LAN und aufgelistete Clients dürfen diesen Dienst benutzen, und %1 ist keines von beiden</translation>
    </message>
    <message>
        <source>%1 is not barred</source>
        <translation>%1 ist nicht gesperrt</translation>
    </message>
    <message>
        <source>%1 is barred until %2: %3</source>
        <translation>%1 ist gesperrt bis %2: %3</translation>
    </message>
    <message>
        <source>%1 is not in the Black List</source>
        <translation>%1 steht nicht auf der Schwarzen Liste</translation>
    </message>
    <message>
        <source>%1 is in the Black List, by the entry %2</source>
        <translation>%1 steht auf der Schwarzen Liste, durch den Eintrag %2</translation>
    </message>
    <message>
        <source>%1 is taken out of the Black List by the entry %2</source>
        <translation>%1 ist aus der Schwarzen Liste herausgenommen durch den Eintrag %2</translation>
    </message>
    <message>
        <source>the client has not said HELO</source>
        <translation>der Client hat kein HELO gesagt</translation>
    </message>
    <message>
        <source>%1 is in the LAN, and this check is for clients outside</source>
        <translation>%1 ist im LAN, und diese Prüfung gilt Clients von außen</translation>
    </message>
    <message>
        <source>%1 is none of your own names</source>
        <translation>%1 ist keiner Ihrer eigenen Namen</translation>
    </message>
    <message>
        <source>%1 is outside the LAN but calls itself %2 in HELO, and %3 is one of your own names</source>
        <translation>%1 ist außerhalb des LAN, nennt sich aber in HELO %2, und %3 ist einer Ihrer eigenen Namen</translation>
    </message>
    <message>
        <source>%1 is a valid host name or address literal</source>
        <translation>%1 ist ein gültiger Hostname oder ein Adressliteral</translation>
    </message>
    <message>
        <source>%1 is neither a host name nor an address literal</source>
        <translation>%1 ist weder ein Hostname noch ein Adressliteral</translation>
    </message>
    <message>
        <source>there is no sender yet</source>
        <translation>es gibt noch keinen Absender</translation>
    </message>
    <message>
        <source>the null sender is in no domain</source>
        <translation>der leere Absender ist in keiner Domain</translation>
    </message>
    <message>
        <source>%1 is none of your domains</source>
        <translation>%1 ist keine Ihrer Domains</translation>
    </message>
    <message>
        <source>%1 is outside the LAN and has not logged in, but says that it sends as %2, and %3 is one of your domains</source>
        <translation>%1 ist außerhalb des LAN und hat sich nicht angemeldet, sagt aber, dass es als %2 sendet, und %3 ist eine Ihrer Domains</translation>
    </message>
    <message>
        <source>%1 is outside the LAN, but says that it sends as %2, and %3 is one of your domains</source>
        <translation>%1 ist außerhalb des LAN, sagt aber, dass es als %2 sendet, und %3 ist eine Ihrer Domains</translation>
    </message>
    <message>
        <source>the client has logged in as %1</source>
        <translation>der Client hat sich als %1 angemeldet</translation>
    </message>
    <message>
        <source>this service takes mail only from clients that log in, and %1 has not</source>
        <translation>dieser Dienst nimmt Mail nur von Clients, die sich anmelden, und %1 hat das nicht getan</translation>
    </message>
    <message>
        <source>there is no recipient yet</source>
        <translation>es gibt noch keinen Empfänger</translation>
    </message>
    <message>
        <source>%1 is one of your domains, so this is no relaying</source>
        <translation>%1 ist eine Ihrer Domains, also ist dies kein Weiterleiten</translation>
    </message>
    <message>
        <source>postmaster without a domain is the one of this server</source>
        <translation>postmaster ohne Domain ist der dieses Servers</translation>
    </message>
    <message>
        <source>%1 has a route for incoming mail, so this is no relaying</source>
        <translation>%1 hat eine Route für ankommende Mail, also ist dies kein Weiterleiten</translation>
    </message>
    <message>
        <source>%1 is none of your domains; clients that log in may relay, and this one is %2</source>
        <translation>%1 ist keine Ihrer Domains; angemeldete Clients dürfen weiterleiten, und dieser ist %2</translation>
    </message>
    <message>
        <source>%1 is none of your domains; the LAN may relay, and %2 is in it</source>
        <translation>%1 ist keine Ihrer Domains; das LAN darf weiterleiten, und %2 ist darin</translation>
    </message>
    <message>
        <source>%1 is none of your domains; listed clients may relay, and %2 is listed</source>
        <translation>%1 ist keine Ihrer Domains; aufgelistete Clients dürfen weiterleiten, und %2 ist aufgelistet</translation>
    </message>
    <message>
        <source>%1 is none of your domains, but everybody may send to %2</source>
        <translation>%1 ist keine Ihrer Domains, aber jeder darf an %2 senden</translation>
    </message>
    <message>
        <source>%1 is none of your domains, and no relay rule lets %2 send there</source>
        <translation>%1 ist keine Ihrer Domains, und keine Regel lässt %2 dorthin weiterleiten</translation>
    </message>
    <message>
        <source>%1 is none of your domains; %2 may relay only as a sender in one of your domains, and %3 is not</source>
        <translation>%1 ist keine Ihrer Domains; %2 darf nur mit einem Absender in einer Ihrer Domains weiterleiten, und %3 ist keiner</translation>
    </message>
    <message>
        <source>there is a mailbox for %1</source>
        <translation>es gibt ein Postfach für %1</translation>
    </message>
    <message>
        <source>no mailbox and no alias has the address %1</source>
        <translation>kein Postfach und kein Alias hat die Adresse %1</translation>
    </message>
    <message>
        <source>this service has no limit for the size of a message</source>
        <translation>dieser Dienst hat keine Grenze für die Größe einer Nachricht</translation>
    </message>
    <message>
        <source>the client has not said how large the message is</source>
        <translation>der Client hat nicht gesagt, wie groß die Nachricht ist</translation>
    </message>
    <message>
        <source>the message has %1 bytes, and the limit is %2</source>
        <translation>die Nachricht hat %1 Bytes, und die Grenze ist %2</translation>
    </message>
    <message>
        <source>the message has %1 bytes, which is more than the limit of %2</source>
        <translation>die Nachricht hat %1 Bytes, was mehr ist als die Grenze von %2</translation>
    </message>
    <message>
        <source>there is no message yet</source>
        <translation>es gibt noch keine Nachricht</translation>
    </message>
    <message>
        <source>the message has passed %1 servers, and the limit is %2</source>
        <translation>die Nachricht ging durch %1 Server, und die Grenze ist %2</translation>
    </message>
    <message>
        <source>the message has passed %1 servers, which is more than the limit of %2: it seems to go in circles</source>
        <translation>die Nachricht ging durch %1 Server, was mehr ist als die Grenze von %2: Sie scheint sich im Kreis zu drehen</translation>
    </message>
    <message>
        <source>the exception for the IP address %1 lets it in</source>
        <translation>die Ausnahme für die IP-Adresse %1 lässt es ein</translation>
    </message>
    <message>
        <source>the exception for the sender %1 lets it in</source>
        <translation>die Ausnahme für den Absender %1 lässt es ein</translation>
    </message>
    <message>
        <source>the exception for the recipient %1 lets it in</source>
        <translation>die Ausnahme für den Empfänger %1 lässt es ein</translation>
    </message>
    <message>
        <source>the exception for the HELO host %1 lets it in</source>
        <translation>die Ausnahme für den HELO-Namen %1 lässt es ein</translation>
    </message>
    <message>
        <source>%1 is in the LAN, which is exempt</source>
        <translation>%1 ist im LAN, das ausgenommen ist</translation>
    </message>
    <message>
        <source>the client has logged in as %1, and clients that log in are exempt</source>
        <translation>der Client hat sich als %1 angemeldet, und angemeldete Clients sind ausgenommen</translation>
    </message>
    <message>
        <source>%1 is a trusted forwarder, whose mail skips the checks of senders</source>
        <translation>%1 ist ein vertrauter Weiterleiter, dessen Mail die Absenderprüfungen überspringt</translation>
    </message>
    <message>
        <source>the exception for the sender %1 does not lift this, since anybody can write that address; tie it to an IP range, or except the IP address</source>
        <translation>die Ausnahme für den Absender %1 hebt dies nicht auf, denn jeder kann diese Adresse schreiben; binden Sie sie an einen IP-Bereich, oder nehmen Sie die IP-Adresse aus</translation>
    </message>
    <message>
        <source>the exception for the HELO host %1 does not lift this, since anybody can say that name; tie it to an IP range, or except the IP address</source>
        <translation>die Ausnahme für den HELO-Namen %1 hebt dies nicht auf, denn jeder kann diesen Namen nennen; binden Sie sie an einen IP-Bereich, oder nehmen Sie die IP-Adresse aus</translation>
    </message>
    <message>
        <source>the exception %1 counts only when SPF passes, and SPF says &apos;%2&apos;</source>
        <translation>die Ausnahme %1 zählt nur, wenn SPF besteht, und SPF sagt „%2“</translation>
    </message>
    <message>
        <source>the exception %1 counts only when SPF passes, and SPF is not known: %2</source>
        <translation>die Ausnahme %1 zählt nur, wenn SPF besteht, und SPF ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>the file cannot be moved aside</source>
        <translation>die Datei kann nicht beiseitegelegt werden</translation>
    </message>
    <message>
        <source>check who may write in this folder</source>
        <translation>prüfen Sie, wer in diesen Ordner schreiben darf</translation>
    </message>
    <message>
        <source>the backup cannot be copied here</source>
        <translation>die Sicherung kann nicht hierher kopiert werden</translation>
    </message>
    <message>
        <source>check the free space and who may write in this folder</source>
        <translation>prüfen Sie den freien Platz und wer in diesen Ordner schreiben darf</translation>
    </message>
    <message>
        <source>%1: one line cannot be read. Correct it or remove it before you save.</source>
        <translation>%1: Eine Zeile ist nicht lesbar. Berichtigen oder entfernen Sie sie, bevor Sie speichern.</translation>
    </message>
    <message>
        <source>%1: %2 lines cannot be read. Correct or remove them before you save.</source>
        <translation>%1: %2 Zeilen sind nicht lesbar. Berichtigen oder entfernen Sie sie, bevor Sie speichern.</translation>
    </message>
    <message>
        <source>a mailbox cannot forward to itself</source>
        <translation>ein Postfach kann nicht an sich selbst weiterleiten</translation>
    </message>
    <message>
        <source>a certificate needs two files: the certificate itself with its chain, and its key; both in PEM form</source>
        <translation>ein Zertifikat braucht zwei Dateien: das Zertifikat selbst mit seiner Kette und seinen Schlüssel, beide im PEM-Format</translation>
    </message>
    <message>
        <source>with every address a proxy, anybody could say that he comes from your LAN; list the addresses of your proxies only</source>
        <translation>wäre jede Adresse ein Proxy, könnte sich jeder als Rechner Ihres LANs ausgeben; tragen Sie nur die Adressen Ihrer Proxys ein</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no way to log in that is known here; there are PLAIN, LOGIN and SCRAM-SHA-256</source>
        <translation>„%1“ ist hier keine bekannte Art der Anmeldung; es gibt PLAIN, LOGIN und SCRAM-SHA-256</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no source of passwords; write the socket of a Dovecot server, like dovecot:/run/dovecot/auth-client, or nothing for the passwords of the mailboxes</source>
        <translation>„%1“ ist keine Quelle für Passwörter; schreiben Sie den Socket eines Dovecot-Servers, etwa dovecot:/run/dovecot/auth-client, oder nichts für die Passwörter der Postfächer</translation>
    </message>
    <message>
        <source>nobody can log in: without encryption passwords are not asked for; switch TLS on</source>
        <translation>niemand kann sich anmelden: Ohne Verschlüsselung wird nicht nach Passwörtern gefragt; schalten Sie TLS ein</translation>
    </message>
    <message>
        <source>all mail is refused here: clients must log in, but there is no way to; choose at least one</source>
        <translation>hier wird alle Mail abgelehnt: Clients müssen sich anmelden, aber es gibt keine Art dafür; wählen Sie mindestens eine</translation>
    </message>
    <message>
        <source>passwords may travel where anybody on the way can read them</source>
        <translation>Passwörter können so übertragen werden, dass jeder auf dem Weg sie mitlesen kann</translation>
    </message>
    <message>
        <source>%1: lines are still being read. Wait a moment.</source>
        <translation>%1: Zeilen werden noch gelesen. Einen Moment bitte.</translation>
    </message>
    <message>
        <source>the file is empty, or a folder</source>
        <translation>die Datei ist leer oder ein Ordner</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>give the certificate in PEM form, with its chain behind it</source>
        <translation>geben Sie das Zertifikat im PEM-Format an, mit seiner Kette dahinter</translation>
    </message>
    <message>
        <source>the file holds no certificate in PEM form</source>
        <translation>die Datei enthält kein Zertifikat im PEM-Format</translation>
    </message>
    <message>
        <source>give the key that belongs to the certificate, in PEM form</source>
        <translation>geben Sie den Schlüssel an, der zum Zertifikat gehört, im PEM-Format</translation>
    </message>
    <message>
        <source>the key is protected by a pass phrase</source>
        <translation>der Schlüssel ist durch eine Passphrase geschützt</translation>
    </message>
    <message>
        <source>store it without one, readable by the engine only</source>
        <translation>speichern Sie ihn ohne Passphrase, lesbar nur für die Engine</translation>
    </message>
    <message>
        <source>the key does not belong to the certificate</source>
        <translation>der Schlüssel gehört nicht zum Zertifikat</translation>
    </message>
    <message>
        <source>the file holds no key in PEM form</source>
        <translation>die Datei enthält keinen Schlüssel im PEM-Format</translation>
    </message>
    <message>
        <source>there is no certificate</source>
        <translation>es gibt kein Zertifikat</translation>
    </message>
    <message>
        <source>Sender is somebody else&apos;s</source>
        <translation>Absender gehört jemand anderem</translation>
    </message>
    <message>
        <source>%1 is an address of %2</source>
        <translation>%1 ist eine Adresse von %2</translation>
    </message>
    <message>
        <source>the client has logged in as %1, but sends as %2, which is no address of that user</source>
        <translation>der Client hat sich als %1 angemeldet, sendet aber als %2, was keine Adresse dieses Benutzers ist</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>the certificate %1 has expired; mail programs refuse it</source>
        <translation>das Zertifikat %1 ist abgelaufen; Mailprogramme lehnen es ab</translation>
    </message>
    <message>
        <source>Client has no reverse DNS</source>
        <translation>Client hat keinen Rückwärtsnamen</translation>
    </message>
    <message>
        <source>HELO is not in the DNS</source>
        <translation>HELO steht nicht im DNS</translation>
    </message>
    <message>
        <source>Sender&apos;s domain takes no mail</source>
        <translation>Domain des Absenders nimmt keine Post an</translation>
    </message>
    <message>
        <source>SPF does not permit the client</source>
        <translation>SPF erlaubt den Client nicht</translation>
    </message>
    <message>
        <source>it was not looked up</source>
        <translation>es wurde nicht nachgeschlagen</translation>
    </message>
    <message>
        <source>the address %1 has no name in the DNS</source>
        <translation>die Adresse %1 hat keinen Namen im DNS</translation>
    </message>
    <message>
        <source>the DNS calls %1 %2, but that name does not lead back to it</source>
        <translation>das DNS nennt %1 %2, aber dieser Name führt nicht zu ihm zurück</translation>
    </message>
    <message>
        <source>the DNS calls %1 %2, and that name leads back to it</source>
        <translation>das DNS nennt %1 %2, und dieser Name führt zu ihm zurück</translation>
    </message>
    <message>
        <source>the name of %1 is not known: %2</source>
        <translation>der Name von %1 ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>%1 is an address and no name</source>
        <translation>%1 ist eine Adresse und kein Name</translation>
    </message>
    <message>
        <source>the DNS knows %1</source>
        <translation>das DNS kennt %1</translation>
    </message>
    <message>
        <source>%1 has neither an address nor a mail server in the DNS</source>
        <translation>%1 hat im DNS weder eine Adresse noch einen Mailserver</translation>
    </message>
    <message>
        <source>whether the DNS knows %1 is not known: %2</source>
        <translation>ob das DNS %1 kennt, ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>%1 is in no domain that could be looked up</source>
        <translation>%1 gehört zu keiner Domain, die nachgeschlagen werden könnte</translation>
    </message>
    <message>
        <source>%1 has a mail server or an address in the DNS</source>
        <translation>%1 hat im DNS einen Mailserver oder eine Adresse</translation>
    </message>
    <message>
        <source>%1 has neither a mail server nor an address in the DNS, so nobody could answer</source>
        <translation>%1 hat im DNS weder einen Mailserver noch eine Adresse, also könnte niemand antworten</translation>
    </message>
    <message>
        <source>the DNS says that %1 takes no mail, so nobody could answer</source>
        <translation>laut DNS nimmt %1 keine Post an, also könnte niemand antworten</translation>
    </message>
    <message>
        <source>whether %1 takes mail is not known: %2</source>
        <translation>ob %1 Post annimmt, ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>%1 does not permit %2 to send for it, its SPF record says</source>
        <translation>%1 erlaubt %2 nicht, für sie zu senden, sagt ihr SPF-Eintrag</translation>
    </message>
    <message>
        <source>SPF of %1 says &apos;%2&apos; for %3</source>
        <translation>SPF von %1 sagt „%2“ für %3</translation>
    </message>
    <message>
        <source>what SPF of %1 says is not known: %2</source>
        <translation>was SPF von %1 sagt, ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>the password travels unencrypted; allow it only where nobody can listen</source>
        <translation>das Passwort geht unverschlüsselt über die Leitung; erlauben Sie das nur, wo niemand mithören kann</translation>
    </message>
    <message>
        <source>OpenSSL does not take the certificate or its key</source>
        <translation>OpenSSL nimmt das Zertifikat oder seinen Schlüssel nicht an</translation>
    </message>
    <message>
        <source>this is no route to a server: %1</source>
        <translation>das ist keine Route zu einem Server: %1</translation>
    </message>
    <message>
        <source>%1 is a socket of this machine</source>
        <translation>%1 ist ein Socket dieses Rechners</translation>
    </message>
    <message>
        <source>connected to %1</source>
        <translation>verbunden mit %1</translation>
    </message>
    <message>
        <source>logged in as %1</source>
        <translation>angemeldet als %1</translation>
    </message>
    <message>
        <source>the server does not encrypt: mail to it can be read on its way</source>
        <translation>der Server verschlüsselt nicht: Mail an ihn kann unterwegs mitgelesen werden</translation>
    </message>
    <message>
        <source>the route asks for no encryption</source>
        <translation>die Route verlangt keine Verschlüsselung</translation>
    </message>
    <message>
        <source>the certificate (of %1, signed by %2, until %3) proves nothing: %4</source>
        <translation>das Zertifikat (von %1, unterschrieben von %2, bis %3) beweist nichts: %4</translation>
    </message>
    <message>
        <source>the certificate is good (of %1, signed by %2), but ends soon: %3</source>
        <translation>das Zertifikat ist gut (von %1, unterschrieben von %2), läuft aber bald ab: %3</translation>
    </message>
    <message>
        <source>the certificate is good: of %1, signed by %2, until %3</source>
        <translation>das Zertifikat ist gut: von %1, unterschrieben von %2, bis %3</translation>
    </message>
    <message>
        <source>the route has no user to log in as</source>
        <translation>die Route hat keinen Benutzer, als der sie sich anmelden könnte</translation>
    </message>
    <message>
        <source>there was no end within %1 s</source>
        <translation>nach %1 s war kein Ende abzusehen</translation>
    </message>
    <message>
        <source>smtps: is always encrypted; write smtp: for a connection without encryption</source>
        <translation>smtps: ist immer verschlüsselt; schreiben Sie smtp: für eine Verbindung ohne Verschlüsselung</translation>
    </message>
    <message>
        <source>on port 465 servers expect encryption from the first octet; write smtps: instead of smtp:</source>
        <translation>auf Port 465 erwarten Server Verschlüsselung vom ersten Byte an; schreiben Sie smtps: statt smtp:</translation>
    </message>
    <message>
        <source>what goes through a socket of this machine is never encrypted, and need not be</source>
        <translation>was durch einen Socket dieses Rechners geht, wird nie verschlüsselt und braucht es auch nicht zu sein</translation>
    </message>
    <message>
        <source>network at %1</source>
        <translation>Netz an %1</translation>
    </message>
    <message>
        <source>this computer&apos;s public address</source>
        <translation>öffentliche Adresse dieses Rechners</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>days that the log is kept</source>
        <translation>Tage, die das Protokoll behalten wird</translation>
    </message>
    <message>
        <source>megabytes that the log may take</source>
        <translation>Megabyte, die das Protokoll belegen darf</translation>
    </message>
    <message>
        <source>hours that the queue tries</source>
        <translation>Stunden, die die Warteschlange es versucht</translation>
    </message>
    <message>
        <source>hours until the sender is told of a delay</source>
        <translation>Stunden, bis der Absender von einer Verzögerung erfährt</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>keys of the password</source>
        <translation>Schlüssel des Passworts</translation>
    </message>
    <message>
        <source>encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>starts with the engine</source>
        <translation>startet mit der Engine</translation>
    </message>
    <message>
        <source>who may connect</source>
        <translation>wer sich verbinden darf</translation>
    </message>
    <message>
        <source>the LAN may relay</source>
        <translation>das LAN darf weiterleiten</translation>
    </message>
    <message>
        <source>authenticated clients may relay</source>
        <translation>angemeldete Clients dürfen weiterleiten</translation>
    </message>
    <message>
        <source>relaying asks for a local sender</source>
        <translation>Weiterleiten verlangt einen lokalen Absender</translation>
    </message>
    <message>
        <source>the LAN is exempt</source>
        <translation>das LAN ist ausgenommen</translation>
    </message>
    <message>
        <source>authenticated clients are exempt</source>
        <translation>angemeldete Clients sind ausgenommen</translation>
    </message>
    <message>
        <source>refusals are answered at RCPT TO</source>
        <translation>Abweisungen werden bei RCPT TO beantwortet</translation>
    </message>
    <message>
        <source>largest message in bytes</source>
        <translation>größte Nachricht in Byte</translation>
    </message>
    <message>
        <source>Received: fields at most</source>
        <translation>höchstens Received:-Felder</translation>
    </message>
    <message>
        <source>recipients of a message at most</source>
        <translation>höchstens Empfänger einer Nachricht</translation>
    </message>
    <message>
        <source>connections at most</source>
        <translation>höchstens Verbindungen</translation>
    </message>
    <message>
        <source>connections of one client at most</source>
        <translation>höchstens Verbindungen eines Clients</translation>
    </message>
    <message>
        <source>seconds to wait for a command</source>
        <translation>Sekunden, die auf einen Befehl gewartet wird</translation>
    </message>
    <message>
        <source>errors until the session ends</source>
        <translation>Fehler, bis die Sitzung endet</translation>
    </message>
    <message>
        <source>TLS 1.3 only</source>
        <translation>nur TLS 1.3</translation>
    </message>
    <message>
        <source>logging in without TLS</source>
        <translation>Anmelden ohne TLS</translation>
    </message>
    <message>
        <source>source of passwords</source>
        <translation>Quelle der Passwörter</translation>
    </message>
    <message>
        <source>connections of one client in a minute</source>
        <translation>Verbindungen eines Clients in einer Minute</translation>
    </message>
    <message>
        <source>messages of one client in an hour</source>
        <translation>Nachrichten eines Clients in einer Stunde</translation>
    </message>
    <message>
        <source>recipients of one client in an hour</source>
        <translation>Empfänger eines Clients in einer Stunde</translation>
    </message>
    <message>
        <source>messages of one user in an hour</source>
        <translation>Nachrichten eines Benutzers in einer Stunde</translation>
    </message>
    <message>
        <source>recipients of one user in an hour</source>
        <translation>Empfänger eines Benutzers in einer Stunde</translation>
    </message>
    <message>
        <source>failed log-ins until a client is barred</source>
        <translation>Fehlanmeldungen, bis ein Client gesperrt wird</translation>
    </message>
    <message>
        <source>minutes that a client is barred</source>
        <translation>Minuten, die ein Client gesperrt ist</translation>
    </message>
    <message>
        <source>seconds that a refused client waits</source>
        <translation>Sekunden, die ein abgewiesener Client wartet</translation>
    </message>
    <message>
        <source>takes out again (~)</source>
        <translation>nimmt wieder heraus (~)</translation>
    </message>
    <message>
        <source>only from</source>
        <translation>nur von</translation>
    </message>
    <message>
        <source>expires</source>
        <translation>läuft ab</translation>
    </message>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>eingeschaltet</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>LAN range %1</source>
        <translation>LAN-Bereich %1</translation>
    </message>
    <message>
        <source>trusted forwarder %1</source>
        <translation>vertrauter Weiterleiter %1</translation>
    </message>
    <message>
        <source>DNS server %1</source>
        <translation>DNS-Server %1</translation>
    </message>
    <message>
        <source>domain %1</source>
        <translation>Domain %1</translation>
    </message>
    <message>
        <source>alias %1</source>
        <translation>Alias %1</translation>
    </message>
    <message>
        <source>mailbox %1</source>
        <translation>Postfach %1</translation>
    </message>
    <message>
        <source>forwarding address %1</source>
        <translation>Weiterleitungsadresse %1</translation>
    </message>
    <message>
        <source>route for %1</source>
        <translation>Route für %1</translation>
    </message>
    <message>
        <source>service %1</source>
        <translation>Dienst %1</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>Adresse %1</translation>
    </message>
    <message>
        <source>certificate %1</source>
        <translation>Zertifikat %1</translation>
    </message>
    <message>
        <source>way to log in %1</source>
        <translation>Anmeldeverfahren %1</translation>
    </message>
    <message>
        <source>proxy %1</source>
        <translation>Proxy %1</translation>
    </message>
    <message>
        <source>range that may connect %1</source>
        <translation>Bereich, der sich verbinden darf: %1</translation>
    </message>
    <message>
        <source>range that may relay %1</source>
        <translation>Bereich, der weiterleiten darf: %1</translation>
    </message>
    <message>
        <source>recipient that is always relayed to %1</source>
        <translation>Empfänger, an den immer weitergeleitet wird: %1</translation>
    </message>
    <message>
        <source>check %1</source>
        <translation>Prüfung %1</translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(nichts)</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>%1 set</source>
        <translation>%1 gesetzt</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation>IP-Adressen</translation>
    </message>
    <message>
        <source>Senders</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>HELO names</source>
        <translation>HELO-Namen</translation>
    </message>
    <message>
        <source>all services</source>
        <translation>alle Dienste</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Black List</source>
        <translation>Schwarze Liste</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>%1, reply text back to the default</source>
        <translation>%1, Antworttext wieder wie vorgegeben</translation>
    </message>
    <message>
        <source>%1 reply text back to the default</source>
        <translation>%1: Antworttext wieder wie vorgegeben</translation>
    </message>
    <message>
        <source>%1, reply text changed</source>
        <translation>%1, Antworttext geändert</translation>
    </message>
    <message>
        <source>%1 reply text changed</source>
        <translation>%1: Antworttext geändert</translation>
    </message>
    <message>
        <source>1 entry added to %1</source>
        <translation>1 Eintrag hinzugefügt zu %1</translation>
    </message>
    <message>
        <source>1 entry removed from %1</source>
        <translation>1 Eintrag entfernt aus %1</translation>
    </message>
    <message>
        <source>1 entry changed in %1</source>
        <translation>1 Eintrag geändert in %1</translation>
    </message>
    <message>
        <source>%1 entries added to %2</source>
        <translation>%1 Einträge hinzugefügt zu %2</translation>
    </message>
    <message>
        <source>%1 entries removed from %2</source>
        <translation>%1 Einträge entfernt aus %2</translation>
    </message>
    <message>
        <source>%1 entries changed in %2</source>
        <translation>%1 Einträge geändert in %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>die Datei lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>not a valid international domain name: %1</source>
        <translation>kein gültiger internationaler Domänenname: %1</translation>
    </message>
    <message>
        <source>not a domain name</source>
        <translation>kein Domänenname</translation>
    </message>
    <message>
        <source>write it like example.com</source>
        <translation>schreiben Sie ihn wie example.com</translation>
    </message>
    <message>
        <source>not an IP address, block or range</source>
        <translation>weder IP-Adresse noch Block noch Bereich</translation>
    </message>
    <message>
        <source>the number after / must be from %1 to %2</source>
        <translation>die Zahl nach / muss von %1 bis %2 gehen</translation>
    </message>
    <message>
        <source>the address has bits set after the first %1</source>
        <translation>die Adresse hat gesetzte Bits nach den ersten %1</translation>
    </message>
    <message>
        <source>the block is %2</source>
        <translation>der Block ist %2</translation>
    </message>
    <message>
        <source>a range cannot go from IPv4 to IPv6</source>
        <translation>ein Bereich kann nicht von IPv4 nach IPv6 reichen</translation>
    </message>
    <message>
        <source>the range ends before it begins</source>
        <translation>der Bereich endet, bevor er beginnt</translation>
    </message>
    <message>
        <source>write the lower address first: %1-%2</source>
        <translation>schreiben Sie die niedrigere Adresse zuerst: %1-%2</translation>
    </message>
    <message>
        <source>in an IP wildcard the stars stand for whole octets at the end</source>
        <translation>in einem IP-Muster stehen die Sterne für ganze Oktette am Ende</translation>
    </message>
    <message>
        <source>write it like 192.168.1.* or 10.*.*.*</source>
        <translation>schreiben Sie es wie 192.168.1.* oder 10.*.*.*</translation>
    </message>
    <message>
        <source>not a mail address</source>
        <translation>keine Mailadresse</translation>
    </message>
    <message>
        <source>write it like joe@example.com</source>
        <translation>schreiben Sie sie wie joe@example.com</translation>
    </message>
    <message>
        <source>the part before @ is longer than 64 characters</source>
        <translation>der Teil vor @ ist länger als 64 Zeichen</translation>
    </message>
    <message>
        <source>the part before @ has a character that mail addresses do not have</source>
        <translation>der Teil vor @ enthält ein Zeichen, das Mailadressen nicht haben</translation>
    </message>
    <message>
        <source>not a date and time</source>
        <translation>kein Datum mit Uhrzeit</translation>
    </message>
    <message>
        <source>write it like 2027-01-31T10:00:00Z or 2027-01-31</source>
        <translation>schreiben Sie es wie 2027-01-31T10:00:00Z oder 2027-01-31</translation>
    </message>
    <message>
        <source>events that the store did not take are kept in %1; read them, then move the file away</source>
        <translation>Ereignisse, die der Speicher nicht annahm, liegen in %1; lesen Sie sie und schieben Sie die Datei dann fort</translation>
    </message>
    <message>
        <source>there is no address to listen on</source>
        <translation>es gibt keine Adresse, an der gelauscht werden kann</translation>
    </message>
    <message>
        <source>a newer revision is not in force: %1</source>
        <translation>eine neuere Revision ist nicht in Kraft: %1</translation>
    </message>
    <message>
        <source>write it like %1@example.com, %1@* or @%1</source>
        <translation>schreiben Sie %1@example.com, %1@* oder @%1</translation>
    </message>
    <message>
        <source>port %1 is in use</source>
        <translation>Port %1 ist belegt</translation>
    </message>
    <message>
        <source>Stop the other program, or give this service another port.</source>
        <translation>Beenden Sie das andere Programm, oder geben Sie diesem Dienst einen anderen Port.</translation>
    </message>
    <message>
        <source>port %1 needs a privilege: ports below 1024 are for root</source>
        <translation>Port %1 braucht ein Vorrecht: Ports unter 1024 gehören root</translation>
    </message>
    <message>
        <source>Start as root or with CAP_NET_BIND_SERVICE, or take a port from 1024 on.</source>
        <translation>Starten Sie als root oder mit CAP_NET_BIND_SERVICE, oder nehmen Sie einen Port ab 1024.</translation>
    </message>
    <message>
        <source>address %1 is not on this machine</source>
        <translation>die Adresse %1 gibt es auf dieser Maschine nicht</translation>
    </message>
    <message>
        <source>Choose one of the machine&apos;s addresses, or none for all of them.</source>
        <translation>Wählen Sie eine der Adressen der Maschine, oder keine für alle.</translation>
    </message>
    <message>
        <source>this machine has no IPv6</source>
        <translation>diese Maschine hat kein IPv6</translation>
    </message>
    <message>
        <source>too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Raise the limit of open files.</source>
        <translation>Heben Sie die Grenze für offene Dateien an.</translation>
    </message>
    <message>
        <source>the certificate %1 has expired</source>
        <translation>das Zertifikat %1 ist abgelaufen</translation>
    </message>
    <message>
        <source>the certificate %1 is not valid yet</source>
        <translation>das Zertifikat %1 gilt noch nicht</translation>
    </message>
    <message>
        <source>the certificate %1 expires on %2</source>
        <translation>das Zertifikat %1 läuft am %2 ab</translation>
    </message>
    <message>
        <source>no certificate is made out to %1; mail programs that look for this name warn of it</source>
        <translation>kein Zertifikat ist auf %1 ausgestellt; Mailprogramme, die diesen Namen suchen, warnen davor</translation>
    </message>
    <message>
        <source>no files are chosen; add them, or let a certificate be made</source>
        <translation>es sind keine Dateien gewählt; fügen Sie sie hinzu, oder lassen Sie ein Zertifikat machen</translation>
    </message>
    <message>
        <source>From: claims to be local</source>
        <translation>From: gibt sich als lokal aus</translation>
    </message>
    <message>
        <source>DMARC does not permit it</source>
        <translation>DMARC lässt es nicht zu</translation>
    </message>
    <message>
        <source>From: names none of your domains</source>
        <translation>From: nennt keine Ihrer Domains</translation>
    </message>
    <message>
        <source>From: names %1, one of your domains, and the sender %2 is in one of them, too</source>
        <translation>From: nennt %1, eine Ihrer Domains, und auch der Absender %2 ist in einer davon</translation>
    </message>
    <message>
        <source>%1 is outside the LAN and sends as %2, but From: names %3, one of your domains</source>
        <translation>%1 ist außerhalb des LAN und sendet als %2, aber From: nennt %3, eine Ihrer Domains</translation>
    </message>
    <message>
        <source>From: names no domain that DMARC could protect</source>
        <translation>From: nennt keine Domain, die DMARC schützen könnte</translation>
    </message>
    <message>
        <source>%1 has no DMARC record (%2)</source>
        <translation>%1 hat keinen DMARC-Eintrag (%2)</translation>
    </message>
    <message>
        <source>the message is from %1, as SPF or DKIM proves (%2); DMARC policy of %3: &apos;%4&apos;</source>
        <translation>die Nachricht ist von %1, wie SPF oder DKIM beweist (%2); DMARC-Richtlinie von %3: „%4“</translation>
    </message>
    <message>
        <source>nothing proves that the message is from %1 (%2), and the DMARC policy of %3 is &apos;%4&apos;</source>
        <translation>nichts beweist, dass die Nachricht von %1 ist (%2), und die DMARC-Richtlinie von %3 ist „%4“</translation>
    </message>
    <message>
        <source>nothing proves that the message is from %1 (%2), but the DMARC policy of %3, &apos;%4&apos;, is for a part of such mail only, and leaves this message out</source>
        <translation>nichts beweist, dass die Nachricht von %1 ist (%2), aber die DMARC-Richtlinie von %3, „%4“, gilt nur für einen Teil solcher Mail und nimmt diese Nachricht aus</translation>
    </message>
    <message>
        <source>nothing proves that the message is from %1 (%2), but the DMARC policy of %3 is &apos;%4&apos; and does not ask for it to be rejected</source>
        <translation>nichts beweist, dass die Nachricht von %1 ist (%2), aber die DMARC-Richtlinie von %3 ist „%4“ und verlangt keine Ablehnung</translation>
    </message>
    <message>
        <source>it cannot be made out from whom the message says it is: %1</source>
        <translation>von wem die Nachricht zu sein behauptet, ist nicht zu erkennen: %1</translation>
    </message>
    <message>
        <source>what DMARC of %1 says is not known: %2 (%3)</source>
        <translation>was DMARC von %1 sagt, ist nicht bekannt: %2 (%3)</translation>
    </message>
    <message>
        <source>what DMARC says is not known: %1</source>
        <translation>was DMARC sagt, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>Client is on a DNS list</source>
        <translation>Client steht auf einer DNS-Liste</translation>
    </message>
    <message>
        <source>First try of an unknown sender</source>
        <translation>Erster Versuch eines unbekannten Absenders</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no answer of a DNS list; write it like 127.0.0.2, 127.0.0.0/24 or 127.0.0.4-127.0.0.7, several with commas between</source>
        <translation>„%1“ ist keine Antwort einer DNS-Liste; schreiben Sie sie wie 127.0.0.2, 127.0.0.0/24 oder 127.0.0.4-127.0.0.7, mehrere durch Kommas getrennt</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no zone of a DNS list; write it like zen.spamhaus.org</source>
        <translation>„%1“ ist keine Zone einer DNS-Liste; schreiben Sie sie wie zen.spamhaus.org</translation>
    </message>
    <message>
        <source>the DNS list %1 stands here twice</source>
        <translation>die DNS-Liste %1 steht hier zweimal</translation>
    </message>
    <message>
        <source>the answer %1 of the DNS list %2 stands here twice</source>
        <translation>die Antwort %1 der DNS-Liste %2 steht hier zweimal</translation>
    </message>
    <message>
        <source>nobody is looked up in the DNS lists, since the check of them is off</source>
        <translation>in den DNS-Listen wird niemand nachgeschlagen, denn ihre Prüfung ist aus</translation>
    </message>
    <message>
        <source>no retry could ever pass: it must come after %1 s, but is waited for %2 h only</source>
        <translation>kein neuer Versuch könnte je durchkommen: Er muss nach %1 s kommen, aber gewartet wird nur %2 h</translation>
    </message>
    <message>
        <source>no DNS list is in use</source>
        <translation>keine DNS-Liste ist in Gebrauch</translation>
    </message>
    <message>
        <source>%1 is on none of the DNS lists %2</source>
        <translation>%1 steht auf keiner der DNS-Listen %2</translation>
    </message>
    <message>
        <source>DNS lists give %1 %2 of the 100 points that refuse it: %3</source>
        <translation>DNS-Listen geben %1 %2 der 100 Punkte, ab denen er abgewiesen wird: %3</translation>
    </message>
    <message>
        <source>DNS lists give %1 %2 points, and 100 refuse it: %3</source>
        <translation>DNS-Listen geben %1 %2 Punkte, und ab 100 wird er abgewiesen: %3</translation>
    </message>
    <message>
        <source>DNS lists give %1 %2 points, but not all of them have answered: %3</source>
        <translation>DNS-Listen geben %1 %2 Punkte, aber nicht alle haben geantwortet: %3</translation>
    </message>
    <message>
        <source>%1 has not yet tried to send from %2 to %3</source>
        <translation>%1 hat noch nicht versucht, von %2 an %3 zu senden</translation>
    </message>
    <message>
        <source>%1 tries again too soon; it may in %2 s</source>
        <translation>%1 versucht es zu früh noch einmal; in %2 s darf er es</translation>
    </message>
    <message>
        <source>%1 tries again after the time that it was told, as mail servers do</source>
        <translation>%1 versucht es nach der genannten Zeit noch einmal, wie es Mailserver tun</translation>
    </message>
    <message>
        <source>%1 has tried again before, from %2 to %3</source>
        <translation>%1 hat es früher schon noch einmal versucht, von %2 an %3</translation>
    </message>
    <message>
        <source>%1 has tried again %2 times before, so it need not any more</source>
        <translation>%1 hat es früher schon %2-mal noch einmal versucht und muss es nicht mehr</translation>
    </message>
    <message>
        <source>what %1 has tried before is not known: %2</source>
        <translation>was %1 früher versucht hat, ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>commands of one client in a minute</source>
        <translation>Befehle eines Clients in einer Minute</translation>
    </message>
    <message>
        <source>megabytes of one client in an hour</source>
        <translation>Megabyte eines Clients in einer Stunde</translation>
    </message>
    <message>
        <source>seconds until greylisting takes a retry</source>
        <translation>Sekunden, bis Greylisting einen neuen Versuch annimmt</translation>
    </message>
    <message>
        <source>hours that greylisting waits for a retry</source>
        <translation>Stunden, die Greylisting auf einen neuen Versuch wartet</translation>
    </message>
    <message>
        <source>days that greylisting knows who retried</source>
        <translation>Tage, die Greylisting kennt, wer es noch einmal versucht hat</translation>
    </message>
    <message>
        <source>retries after which greylisting trusts a network</source>
        <translation>neue Versuche, nach denen Greylisting einem Netz traut</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>DNS list %1</source>
        <translation>DNS-Liste %1</translation>
    </message>
    <message>
        <source>answer %1 of the DNS list %2</source>
        <translation>Antwort %1 der DNS-Liste %2</translation>
    </message>
    <message>
        <source>Back to revision %1</source>
        <translation>Zurück zu Revision %1</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no address of a scanner; write it like 127.0.0.1:783 or /run/spamd.sock</source>
        <translation>&apos;%1&apos; ist keine Adresse eines Scanners; schreiben Sie sie wie 127.0.0.1:783 oder /run/spamd.sock</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no name of a header field; write it like X-Spam-Status</source>
        <translation>&apos;%1&apos; ist kein Name eines Kopffelds; schreiben Sie ihn wie X-Spam-Status</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no sender; write it like joe@example.com, example.com or *@*.example.com</source>
        <translation>&apos;%1&apos; ist kein Absender; schreiben Sie ihn wie joe@example.com, example.com oder *@*.example.com</translation>
    </message>
    <message>
        <source>the scanner %1 stands here twice</source>
        <translation>der Scanner %1 steht hier zweimal</translation>
    </message>
    <message>
        <source>choose the file whose lines belong to the list</source>
        <translation>wählen Sie die Datei, deren Zeilen zur Liste gehören</translation>
    </message>
    <message>
        <source>the file %1 stands here twice for one list</source>
        <translation>die Datei %1 steht hier zweimal für eine Liste</translation>
    </message>
    <message>
        <source>a mailbox without a folder cannot be the sender of what it forwards: reports of failures would have nowhere to go</source>
        <translation>ein Postfach ohne Ordner kann nicht Absender dessen sein, was es weiterleitet: Fehlerberichte könnten nirgends hin</translation>
    </message>
    <message>
        <source>what it has</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>is the sender of what it forwards</source>
        <translation>ist Absender dessen, was es weiterleitet</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>seconds that it is waited for</source>
        <translation>Sekunden, die auf ihn gewartet wird</translation>
    </message>
    <message>
        <source>when it fails</source>
        <translation>wenn er ausfällt</translation>
    </message>
    <message>
        <source>octets of a message at most</source>
        <translation>Oktette einer Nachricht höchstens</translation>
    </message>
    <message>
        <source>header field</source>
        <translation>Kopffeld</translation>
    </message>
    <message>
        <source>text of a refusal</source>
        <translation>Text einer Abweisung</translation>
    </message>
    <message>
        <source>scanner %1</source>
        <translation>Scanner %1</translation>
    </message>
    <message>
        <source>list file %1</source>
        <translation>Listendatei %1</translation>
    </message>
    <message>
        <source>list file %1 of all services</source>
        <translation>Listendatei %1 aller Dienste</translation>
    </message>
    <message>
        <source>sender exception %1 of the scanner %2</source>
        <translation>Absenderausnahme %1 des Scanners %2</translation>
    </message>
    <message>
        <source>The password holds a character that mail programs cannot send</source>
        <translation>Das Passwort enthält ein Zeichen, das Mailprogramme nicht senden können</translation>
    </message>
    <message>
        <source>Message looks like spam</source>
        <translation>Nachricht sieht nach Spam aus</translation>
    </message>
    <message>
        <source>the scanner %1 leaves some senders alone, and senders that claim to be local are not refused here: whoever forges one of your own among them gets in unscanned</source>
        <translation>der Scanner %1 lässt manche Absender in Ruhe, und wer sich für einen örtlichen Absender ausgibt, wird hier nicht abgelehnt: Wer einen eigenen unter ihnen fälscht, kommt ungeprüft herein</translation>
    </message>
    <message>
        <source>the scanner %1 leaves some senders alone, and clients that call themselves by your own names are not refused here: whoever forges one of these senders gets in unscanned</source>
        <translation>der Scanner %1 lässt manche Absender in Ruhe, und Clients, die sich mit Ihren eigenen Namen melden, werden hier nicht abgelehnt: Wer einen dieser Absender fälscht, kommt ungeprüft herein</translation>
    </message>
    <message>
        <source>no scanner is in use</source>
        <translation>kein Scanner ist in Gebrauch</translation>
    </message>
    <message>
        <source>scanners give the message %1 of the 100 points that refuse it: %2</source>
        <translation>Scanner geben der Nachricht %1 von den 100 Punkten, bei denen sie abgelehnt wird: %2</translation>
    </message>
    <message>
        <source>scanners give the message %1 points, and 100 refuse it: %2</source>
        <translation>Scanner geben der Nachricht %1 Punkte, und bei 100 wird sie abgelehnt: %2</translation>
    </message>
    <message>
        <source>scanners give the message %1 points, but not all of them have answered: %2</source>
        <translation>Scanner geben der Nachricht %1 Punkte, aber nicht alle haben geantwortet: %2</translation>
    </message>
    <message>
        <source>a scanner has not answered that no message may go without, so the sender is to try again: %1</source>
        <translation>ein Scanner hat nicht geantwortet, ohne den keine Nachricht durchgehen darf; der Absender soll es noch einmal versuchen: %1</translation>
    </message>
    <message>
        <source>%1 asks for the message to come again later: %2</source>
        <translation>%1 möchte, dass die Nachricht später noch einmal kommt: %2</translation>
    </message>
    <message>
        <source>no scanner looks at this message, by its size or its sender: %1</source>
        <translation>kein Scanner sieht sich diese Nachricht an, ihrer Größe oder ihres Absenders wegen: %1</translation>
    </message>
    <message>
        <source>%1 is no address of a scanner</source>
        <translation>%1 ist keine Adresse eines Scanners</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2</source>
        <translation>%1 ist nicht zu erreichen: %2</translation>
    </message>
    <message>
        <source>%1 can be reached</source>
        <translation>%1 ist zu erreichen</translation>
    </message>
    <message>
        <source>a clean message is taken for clean: %1</source>
        <translation>eine saubere Nachricht wird für sauber gehalten: %1</translation>
    </message>
    <message>
        <source>a clean message is not taken for clean: %1</source>
        <translation>eine saubere Nachricht wird nicht für sauber gehalten: %1</translation>
    </message>
    <message>
        <source>the test for spam is not taken for spam: %1. What answers there does not look, or by other rules</source>
        <translation>der Test auf Spam wird nicht für Spam gehalten: %1. Was dort antwortet, sieht nicht hin, oder nach anderen Regeln</translation>
    </message>
    <message>
        <source>the test for spam is taken for spam: %1</source>
        <translation>der Test auf Spam wird für Spam gehalten: %1</translation>
    </message>
    <message>
        <source>it gives no verdict: %1</source>
        <translation>er gibt kein Urteil ab: %1</translation>
    </message>
    <message>
        <source>it is in force, but no copy of it can be kept: %1</source>
        <translation>sie gilt, aber es lässt sich keine Kopie davon aufheben: %1</translation>
    </message>
    <message>
        <source>the list file %1 is not well: %2</source>
        <translation>mit der Listendatei %1 stimmt etwas nicht: %2</translation>
    </message>
    <message>
        <source>the file may not be read</source>
        <translation>die Datei darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>let the user that the engine runs as read it, and its folder</source>
        <translation>erlauben Sie dem Benutzer, unter dem die Engine läuft, sie und ihren Ordner zu lesen</translation>
    </message>
    <message>
        <source>this is no plain file</source>
        <translation>das ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>where no entry is meant, write a line that begins with #</source>
        <translation>wenn kein Eintrag gemeint ist, schreiben Sie eine Zeile, die mit # beginnt</translation>
    </message>
    <message>
        <source>the file is larger than %1 MiB</source>
        <translation>die Datei ist größer als %1 MiB</translation>
    </message>
    <message>
        <source>split it, or leave out what is not needed</source>
        <translation>teilen Sie sie, oder lassen Sie weg, was nicht gebraucht wird</translation>
    </message>
    <message>
        <source>the file is being written</source>
        <translation>die Datei wird gerade geschrieben</translation>
    </message>
    <message>
        <source>write a new one beside it, and rename that</source>
        <translation>schreiben Sie eine neue daneben und benennen Sie diese um</translation>
    </message>
    <message>
        <source>the line is longer than %1 characters</source>
        <translation>die Zeile ist länger als %1 Zeichen</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>line %1, %3: %2</source>
        <translation>Zeile %1, %3: %2</translation>
    </message>
    <message>
        <source>the file has more than %1 entries</source>
        <translation>die Datei hat mehr als %1 Einträge</translation>
    </message>
    <message>
        <source>no line of the file is an entry; %1</source>
        <translation>keine Zeile der Datei ist ein Eintrag; %1</translation>
    </message>
    <message>
        <source>it may be another kind of file, or for another tab</source>
        <translation>vielleicht ist es eine andere Art von Datei, oder sie gehört zu einem anderen Reiter</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no placeholder; there are {address}, {client}, {helo}, {check}, {list}, {wait}, {score}, {explanation} and {reference}</source>
        <translation>„%1“ ist kein Platzhalter; es gibt {address}, {client}, {helo}, {check}, {list}, {wait}, {score}, {explanation} und {reference}</translation>
    </message>
    <message>
        <source>%1; the domain explains: %2</source>
        <translation>%1; die Domain erklärt: %2</translation>
    </message>
    <message>
        <source>it has no name</source>
        <translation>sie hat keinen Namen</translation>
    </message>
    <message>
        <source>%1, which leads back to it</source>
        <translation>%1; der Name führt zu ihr zurück</translation>
    </message>
    <message>
        <source>%1, which does not lead back to it</source>
        <translation>%1; der Name führt nicht zu ihr zurück</translation>
    </message>
    <message>
        <source>is in the DNS</source>
        <translation>steht im DNS</translation>
    </message>
    <message>
        <source>is not in the DNS</source>
        <translation>steht nicht im DNS</translation>
    </message>
    <message>
        <source>takes mail</source>
        <translation>nimmt Mail an</translation>
    </message>
    <message>
        <source>has neither a mail server nor an address</source>
        <translation>hat weder einen Mailserver noch eine Adresse</translation>
    </message>
    <message>
        <source>says that it takes no mail</source>
        <translation>sagt, dass sie keine Mail annimmt</translation>
    </message>
    <message>
        <source>it has tried again before</source>
        <translation>es kam schon früher wieder</translation>
    </message>
    <message>
        <source>first try at %1; its network has tried again %2 times</source>
        <translation>erster Versuch um %1; sein Netz kam %2-mal wieder</translation>
    </message>
    <message>
        <source>this was the first try; its network has tried again %1 times</source>
        <translation>dies war der erste Versuch; sein Netz kam %1-mal wieder</translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation>nicht bekannt: %1</translation>
    </message>
    <message>
        <source>SPF</source>
        <translation>SPF</translation>
    </message>
    <message>
        <source>reverse DNS</source>
        <translation>Reverse-DNS</translation>
    </message>
    <message>
        <source>the HELO name</source>
        <translation>der HELO-Name</translation>
    </message>
    <message>
        <source>the sender&apos;s domain</source>
        <translation>die Domain des Absenders</translation>
    </message>
    <message>
        <source>DMARC</source>
        <translation>DMARC</translation>
    </message>
    <message>
        <source>the DNS lists</source>
        <translation>die DNS-Listen</translation>
    </message>
    <message>
        <source>greylisting</source>
        <translation>Greylisting</translation>
    </message>
    <message>
        <source>what the scanners say</source>
        <translation>was die Scanner sagen</translation>
    </message>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>barred until</source>
        <translation>gesperrt bis</translation>
    </message>
    <message>
        <source>HELO</source>
        <translation>HELO</translation>
    </message>
    <message>
        <source>logged in as</source>
        <translation>angemeldet als</translation>
    </message>
    <message>
        <source>sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>bytes that it declared</source>
        <translation>angekündigte Bytes</translation>
    </message>
    <message>
        <source>bytes that came</source>
        <translation>angekommene Bytes</translation>
    </message>
    <message>
        <source>servers that it has passed</source>
        <translation>durchlaufene Server</translation>
    </message>
    <message>
        <source>recipient that the message was judged by</source>
        <translation>Empfänger, nach dem die Nachricht beurteilt wurde</translation>
    </message>
    <message>
        <source>domains in From:</source>
        <translation>Domains in From:</translation>
    </message>
    <message>
        <source>the sender logs in on %2 (port %3) as %1</source>
        <translation>der Absender meldet sich bei %2 (Port %3) als %1 an</translation>
    </message>
    <message>
        <source>the sender writes as %1</source>
        <translation>der Absender schreibt als %1</translation>
    </message>
    <message>
        <source>the client tries again in %3 s</source>
        <translation>der Client versucht es in %3 s wieder</translation>
    </message>
    <message>
        <source>the message has at most %3 bytes</source>
        <translation>die Nachricht hat höchstens %3 Bytes</translation>
    </message>
    <message>
        <source>lift the bar of %1</source>
        <translation>die Sperre von %1 aufheben</translation>
    </message>
    <message>
        <source>whatever else %1 sends before its time is over</source>
        <translation>was %1 sonst noch sendet, ehe ihre Zeit um wäre</translation>
    </message>
    <message>
        <source>make %1 an alias of the mailbox %4</source>
        <translation>%1 zu einem Alias des Postfachs %4 machen</translation>
    </message>
    <message>
        <source>mail to %1, which goes to that mailbox</source>
        <translation>Mail an %1, die in jenes Postfach geht</translation>
    </message>
    <message>
        <source>make a mailbox or an alias for %1</source>
        <translation>ein Postfach oder einen Alias für %1 anlegen</translation>
    </message>
    <message>
        <source>all mail to %1</source>
        <translation>alle Mail an %1</translation>
    </message>
    <message>
        <source>let everybody send to %1 through %2</source>
        <translation>jeden über %2 an %1 senden lassen</translation>
    </message>
    <message>
        <source>mail of all the world to %1, which this server hands on</source>
        <translation>Mail aus aller Welt an %1, die dieser Server weitergibt</translation>
    </message>
    <message>
        <source>let %1 use %2</source>
        <translation>%1 den Dienst %2 benutzen lassen</translation>
    </message>
    <message>
        <source>all that %1 does there, as far as the other checks let it</source>
        <translation>alles, was %1 dort tut, soweit die anderen Prüfungen es zulassen</translation>
    </message>
    <message>
        <source>switch off the DNS list %1 on %2</source>
        <translation>die DNS-Liste %1 bei %2 abschalten</translation>
    </message>
    <message>
        <source>every client that only %1 keeps out</source>
        <translation>jeden Client, den nur %1 draußen hält</translation>
    </message>
    <message>
        <source>raise the largest size of a message on %2 to %3 bytes</source>
        <translation>die größte Nachricht bei %2 auf %3 Bytes anheben</translation>
    </message>
    <message>
        <source>messages of that size from everybody</source>
        <translation>Nachrichten dieser Größe von jedem</translation>
    </message>
    <message>
        <source>raise the limit of servers that a message may have passed on %2 to %3</source>
        <translation>die Zahl der Server, die eine Nachricht durchlaufen haben darf, bei %2 auf %3 anheben</translation>
    </message>
    <message>
        <source>messages that do go in circles, for longer</source>
        <translation>Nachrichten, die wirklich im Kreis laufen, für länger</translation>
    </message>
    <message>
        <source>make %1 a trusted forwarder</source>
        <translation>%1 zu einem vertrauten Weiterleiter machen</translation>
    </message>
    <message>
        <source>mail of every sender that %1 hands on, on all services, without the checks of senders</source>
        <translation>Mail jedes Absenders, die %1 weitergibt, bei allen Diensten, ohne die Prüfungen von Absendern</translation>
    </message>
    <message>
        <source>exempt the LAN from the checks of strangers on %2</source>
        <translation>das LAN bei %2 von den Prüfungen für Fremde befreien</translation>
    </message>
    <message>
        <source>what those checks refuse of the whole LAN</source>
        <translation>was diese Prüfungen vom ganzen LAN abweisen</translation>
    </message>
    <message>
        <source>exempt clients that log in from the checks of strangers on %2</source>
        <translation>Clients, die sich anmelden, bei %2 von den Prüfungen für Fremde befreien</translation>
    </message>
    <message>
        <source>what those checks refuse of all users who log in</source>
        <translation>was diese Prüfungen von allen Benutzern abweisen, die sich anmelden</translation>
    </message>
    <message>
        <source>let those who may relay through %2 use any sender</source>
        <translation>jeden Absender zulassen, wo jemand über %2 weiterleiten darf</translation>
    </message>
    <message>
        <source>mail under foreign names from the LAN and the listed clients to all the world</source>
        <translation>Mail unter fremden Namen vom LAN und den aufgeführten Clients in alle Welt</translation>
    </message>
    <message>
        <source>let the LAN relay through %2</source>
        <translation>das LAN über %2 weiterleiten lassen</translation>
    </message>
    <message>
        <source>mail of the whole LAN to all the world</source>
        <translation>Mail des ganzen LANs in alle Welt</translation>
    </message>
    <message>
        <source>let clients that log in relay through %2</source>
        <translation>Clients, die sich anmelden, über %2 weiterleiten lassen</translation>
    </message>
    <message>
        <source>mail of all users who log in to all the world</source>
        <translation>Mail aller Benutzer, die sich anmelden, in alle Welt</translation>
    </message>
    <message>
        <source>let %1 relay through %2</source>
        <translation>%1 über %2 weiterleiten lassen</translation>
    </message>
    <message>
        <source>mail of %1 to all the world</source>
        <translation>Mail von %1 in alle Welt</translation>
    </message>
    <message>
        <source>add %1 to the LAN</source>
        <translation>%1 in das LAN aufnehmen</translation>
    </message>
    <message>
        <source>%1 may relay to all the world wherever the LAN may, and skips what the LAN skips, on all services</source>
        <translation>%1 darf in alle Welt weiterleiten, wo das LAN es darf, und überspringt, was das LAN überspringt, bei allen Diensten</translation>
    </message>
    <message>
        <source>take %1 out of the Black List of %2, by the entry ~%1</source>
        <translation>%1 durch den Eintrag ~%1 aus der Schwarzen Liste von %2 herausnehmen</translation>
    </message>
    <message>
        <source>add the IP address %1 to the Black List of %2</source>
        <translation>die IP-Adresse %1 in die Schwarze Liste von %2 aufnehmen</translation>
    </message>
    <message>
        <source>add the sender %1 to the Black List of %2</source>
        <translation>den Absender %1 in die Schwarze Liste von %2 aufnehmen</translation>
    </message>
    <message>
        <source>add the recipient %1 to the Black List of %2</source>
        <translation>den Empfänger %1 in die Schwarze Liste von %2 aufnehmen</translation>
    </message>
    <message>
        <source>add the HELO host %1 to the Black List of %2</source>
        <translation>den HELO-Namen %1 in die Schwarze Liste von %2 aufnehmen</translation>
    </message>
    <message>
        <source>add an exception for the HELO host %1, from %3 only</source>
        <translation>eine Ausnahme für den HELO-Namen %1 aufnehmen, nur von %3 aus</translation>
    </message>
    <message>
        <source>add an exception for the sender %1, from %3 only</source>
        <translation>eine Ausnahme für den Absender %1 aufnehmen, nur von %3 aus</translation>
    </message>
    <message>
        <source>add an exception for the sender %1, where SPF passes</source>
        <translation>eine Ausnahme für den Absender %1 aufnehmen, wo SPF besteht</translation>
    </message>
    <message>
        <source>add an exception for the IP address %1</source>
        <translation>eine Ausnahme für die IP-Adresse %1 aufnehmen</translation>
    </message>
    <message>
        <source>add an exception for the sender %1</source>
        <translation>eine Ausnahme für den Absender %1 aufnehmen</translation>
    </message>
    <message>
        <source>add an exception for the recipient %1</source>
        <translation>eine Ausnahme für den Empfänger %1 aufnehmen</translation>
    </message>
    <message>
        <source>add an exception for the HELO host %1</source>
        <translation>eine Ausnahme für den HELO-Namen %1 aufnehmen</translation>
    </message>
    <message>
        <source>whatever else %2 sends under that name</source>
        <translation>was %2 sonst noch unter diesem Namen sendet</translation>
    </message>
    <message>
        <source>all mail of %1 that its domain vouches for</source>
        <translation>alle Mail von %1, für die die Domain bürgt</translation>
    </message>
    <message>
        <source>all mail for your users that %1 sends, whatever sender it names</source>
        <translation>alle Mail für Ihre Benutzer, die %1 sendet, unter welchem Absender auch immer</translation>
    </message>
    <message>
        <source>all mail that says it is from %1, and anybody can write that</source>
        <translation>alle Mail, die angibt, von %1 zu sein, und das kann jeder schreiben</translation>
    </message>
    <message>
        <source>all mail to %1, whoever sends it</source>
        <translation>alle Mail an %1, wer sie auch sendet</translation>
    </message>
    <message>
        <source>all clients that call themselves %1, and anybody can</source>
        <translation>alle Clients, die sich %1 nennen, und das kann jeder</translation>
    </message>
    <message>
        <source>what else that list keeps out of %1; the other checks still hold</source>
        <translation>was diese Liste sonst von %1 draußen hält; die anderen Prüfungen gelten weiter</translation>
    </message>
    <message>
        <source>all else from %1, to everybody here</source>
        <translation>alles Übrige von %1, an jeden hier</translation>
    </message>
    <message>
        <source>all mail that says it is from %1, to everybody here</source>
        <translation>alle Mail, die angibt, von %1 zu sein, an jeden hier</translation>
    </message>
    <message>
        <source>all clients that call themselves %1</source>
        <translation>alle Clients, die sich %1 nennen</translation>
    </message>
    <message>
        <source>remove or switch off the entry %1 of the Black List</source>
        <translation>den Eintrag %1 der Schwarzen Liste entfernen oder abschalten</translation>
    </message>
    <message>
        <source>remove or switch off the exception %1</source>
        <translation>die Ausnahme %1 entfernen oder abschalten</translation>
    </message>
    <message>
        <source>everything else that the entry %1 keeps out</source>
        <translation>alles Übrige, was der Eintrag %1 draußen hält</translation>
    </message>
    <message>
        <source>everything else that the entry %1 lets in</source>
        <translation>alles Übrige, was der Eintrag %1 einlässt</translation>
    </message>
    <message>
        <source>set the check &apos;%1&apos; on %2 to enforce</source>
        <translation>die Prüfung „%1“ bei %2 auf „durchsetzen“ stellen</translation>
    </message>
    <message>
        <source>set the check &apos;%1&apos; on %2 to monitor</source>
        <translation>die Prüfung „%1“ bei %2 auf „beobachten“ stellen</translation>
    </message>
    <message>
        <source>everything that the log marks as &apos;would be refused&apos; by it</source>
        <translation>alles, was das Protokoll als „würde abgewiesen“ von ihr kennzeichnet</translation>
    </message>
    <message>
        <source>everything that the check &apos;%1&apos; keeps out of %2; the log still marks it</source>
        <translation>alles, was die Prüfung „%1“ von %2 fernhält; das Protokoll kennzeichnet es weiter</translation>
    </message>
    <message>
        <source>the sender logs in on %2 (port %3) as one of your users</source>
        <translation>der Absender meldet sich bei %2 (Port %3) als einer Ihrer Benutzer an</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no domain</source>
        <translation>„%1“ ist keine Domain</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no IP address</source>
        <translation>„%1“ ist keine IP-Adresse</translation>
    </message>
    <message>
        <source>write it like 192.0.2.1 or 2001:db8::1</source>
        <translation>schreiben Sie sie wie 192.0.2.1 oder 2001:db8::1</translation>
    </message>
    <message>
        <source>no answer: %1</source>
        <translation>keine Antwort: %1</translation>
    </message>
    <message>
        <source>the list does not answer your DNS servers (%1); ask by servers of your own</source>
        <translation>die Liste antwortet Ihren DNS-Servern nicht (%1); fragen Sie über eigene Server</translation>
    </message>
    <message>
        <source>%1 is no answer of a list</source>
        <translation>%1 ist keine Antwort einer Liste</translation>
    </message>
    <message>
        <source>%1 is not on it, as on every list that is alive</source>
        <translation>%1 steht nicht darauf, wie auf jeder Liste, die lebt</translation>
    </message>
    <message>
        <source>%1 is on it, as it must be: %2</source>
        <translation>%1 steht darauf, wie es sein muss: %2</translation>
    </message>
    <message>
        <source>%1 is on it, too (%2): it may have everybody</source>
        <translation>auch %1 steht darauf (%2): womöglich stehen alle darauf</translation>
    </message>
    <message>
        <source>%1 is not on it, as it must not be</source>
        <translation>%1 steht nicht darauf, wie es sein muss</translation>
    </message>
    <message>
        <source>%1 is not on it</source>
        <translation>%1 steht nicht darauf</translation>
    </message>
    <message>
        <source>%1 is on it: %2</source>
        <translation>%1 steht darauf: %2</translation>
    </message>
    <message>
        <source>%1 is on it: %2, “%3”</source>
        <translation>%1 steht darauf: %2, „%3“</translation>
    </message>
    <message>
        <source>The engine %1 is not well: %2</source>
        <translation>Mit der Engine %1 stimmt etwas nicht: %2</translation>
    </message>
    <message>
        <source>The engine %1 still decides by revision %2, and %3 is saved.</source>
        <translation>Die Engine %1 entscheidet noch nach Revision %2, gespeichert ist %3.</translation>
    </message>
    <message>
        <source>Check again in a moment.</source>
        <translation>Prüfen Sie gleich noch einmal.</translation>
    </message>
    <message>
        <source>The engine %1 runs and decides by the saved revision %3.</source>
        <translation>Die Engine %1 läuft und entscheidet nach der gespeicherten Revision %3.</translation>
    </message>
    <message>
        <source>%1 listens on port %2.</source>
        <translation>%1 lauscht an Port %2.</translation>
    </message>
    <message>
        <source>%1 serves nobody: %2</source>
        <translation>%1 bedient niemanden: %2</translation>
    </message>
    <message>
        <source>%1 is enabled, but was stopped by hand: nobody is served on port %2.</source>
        <translation>%1 ist eingeschaltet, wurde aber von Hand angehalten: An Port %2 wird niemand bedient.</translation>
    </message>
    <message>
        <source>Start the service.</source>
        <translation>Starten Sie den Dienst.</translation>
    </message>
    <message>
        <source>%1 is only just starting.</source>
        <translation>%1 startet gerade erst.</translation>
    </message>
    <message>
        <source>No engine runs on this store: no mail is received.</source>
        <translation>Auf diesem Speicher läuft keine Engine: Es wird keine Mail empfangen.</translation>
    </message>
    <message>
        <source>Start the service posternd, or tick Tools › Run the engine in this window.</source>
        <translation>Starten Sie den Dienst posternd, oder wählen Sie Extras › Engine in diesem Fenster betreiben.</translation>
    </message>
    <message>
        <source>No service is enabled: no mail is received.</source>
        <translation>Kein Dienst ist eingeschaltet: Es wird keine Mail empfangen.</translation>
    </message>
    <message>
        <source>Add a service, or enable one.</source>
        <translation>Fügen Sie einen Dienst hinzu, oder schalten Sie einen ein.</translation>
    </message>
    <message>
        <source>Put a new certificate in its place; it is taken up by itself.</source>
        <translation>Legen Sie ein neues Zertifikat an seine Stelle; es wird von selbst übernommen.</translation>
    </message>
    <message>
        <source>Who checks may not read the certificate: %1</source>
        <translation>Wer prüft, darf das Zertifikat nicht lesen: %1</translation>
    </message>
    <message>
        <source>The certificate cannot be used: %1</source>
        <translation>Das Zertifikat ist nicht zu gebrauchen: %1</translation>
    </message>
    <message>
        <source>The certificate for %1 ended on %2.</source>
        <translation>Das Zertifikat für %1 ist am %2 abgelaufen.</translation>
    </message>
    <message>
        <source>The certificate for %1 only begins on %2.</source>
        <translation>Das Zertifikat für %1 gilt erst ab %2.</translation>
    </message>
    <message>
        <source>Check the clock, or put another certificate in its place.</source>
        <translation>Prüfen Sie die Uhr, oder legen Sie ein anderes Zertifikat an seine Stelle.</translation>
    </message>
    <message>
        <source>The certificate is made out to %1, not to %2.</source>
        <translation>Das Zertifikat ist auf %1 ausgestellt, nicht auf %2.</translation>
    </message>
    <message>
        <source>Programs that know the server by its host name will warn or refuse.</source>
        <translation>Programme, die den Server unter seinem Hostnamen kennen, warnen oder lehnen ab.</translation>
    </message>
    <message>
        <source>The certificate for %1 ends soon, on %2.</source>
        <translation>Das Zertifikat für %1 läuft bald ab, am %2.</translation>
    </message>
    <message>
        <source>Nobody has signed the certificate for %1: mail programs warn of it.</source>
        <translation>Niemand hat das Zertifikat für %1 unterschrieben: Mailprogramme warnen davor.</translation>
    </message>
    <message>
        <source>Take one of a known authority.</source>
        <translation>Nehmen Sie eines von einer bekannten Stelle.</translation>
    </message>
    <message>
        <source>The certificate for %1 is this server&apos;s own; other mail servers take it.</source>
        <translation>Das Zertifikat für %1 hat dieser Server selbst ausgestellt; andere Mailserver nehmen es hin.</translation>
    </message>
    <message>
        <source>The certificate for %1, signed by %2, is good until %3.</source>
        <translation>Das Zertifikat für %1, unterschrieben von %2, gilt bis %3.</translation>
    </message>
    <message>
        <source>How much room there is at %1 cannot be found out.</source>
        <translation>Wie viel Platz bei %1 ist, lässt sich nicht feststellen.</translation>
    </message>
    <message>
        <source>The queue at %1 has %2 MB of %3 MB left.</source>
        <translation>Der Warteschlange bei %1 bleiben %2 MB von %3 MB.</translation>
    </message>
    <message>
        <source>The store at %1 has %2 MB of %3 MB left.</source>
        <translation>Dem Speicher bei %1 bleiben %2 MB von %3 MB.</translation>
    </message>
    <message>
        <source>Make room: while there is none, mail is answered 452 and must come again.</source>
        <translation>Schaffen Sie Platz: Solange keiner da ist, wird Mail mit 452 beantwortet und muss wiederkommen.</translation>
    </message>
    <message>
        <source>Make room, or keep a shorter log: while there is none, nothing is logged.</source>
        <translation>Schaffen Sie Platz, oder kürzen Sie das Protokoll: Solange keiner da ist, wird nichts protokolliert.</translation>
    </message>
    <message>
        <source>The clock of the engine %1 is ahead of this computer&apos;s: it says %2.</source>
        <translation>Die Uhr der Engine %1 geht der dieses Rechners vor: Sie zeigt %2.</translation>
    </message>
    <message>
        <source>Set both clocks by the network (NTP).</source>
        <translation>Stellen Sie beide Uhren über das Netz (NTP).</translation>
    </message>
    <message>
        <source>The clock says %1, which is long over.</source>
        <translation>Die Uhr zeigt %1, das ist lange vorbei.</translation>
    </message>
    <message>
        <source>Certificates and bans go by the clock: set it.</source>
        <translation>Zertifikate und Sperren richten sich nach der Uhr: Stellen Sie sie.</translation>
    </message>
    <message>
        <source>The system does not say whether anything keeps its clock right.</source>
        <translation>Das System sagt nicht, ob etwas seine Uhr richtig hält.</translation>
    </message>
    <message>
        <source>Nothing keeps the clock right.</source>
        <translation>Nichts hält die Uhr richtig.</translation>
    </message>
    <message>
        <source>Have it set by the network (NTP), by systemd-timesyncd or chrony, say.</source>
        <translation>Lassen Sie sie über das Netz stellen (NTP), etwa von systemd-timesyncd oder chrony.</translation>
    </message>
    <message>
        <source>The clock is kept right.</source>
        <translation>Die Uhr wird richtig gehalten.</translation>
    </message>
    <message>
        <source>The store cannot be read: %1</source>
        <translation>Der Speicher lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>The store is damaged: %1</source>
        <translation>Der Speicher ist beschädigt: %1</translation>
    </message>
    <message>
        <source>Copy the file away, and put the last backup in its place.</source>
        <translation>Sichern Sie die Datei anderswohin, und legen Sie die letzte Sicherung an ihre Stelle.</translation>
    </message>
    <message>
        <source>The store has %1 MB, more than its log may (%2 MB).</source>
        <translation>Der Speicher hat %1 MB, mehr als sein Protokoll haben darf (%2 MB).</translation>
    </message>
    <message>
        <source>The store has %1 MB; to read every page of it would take minutes.</source>
        <translation>Der Speicher hat %1 MB; jede Seite zu lesen würde Minuten dauern.</translation>
    </message>
    <message>
        <source>posternctl health --full does so.</source>
        <translation>posternctl health --full tut das.</translation>
    </message>
    <message>
        <source>The store is whole: every page of its %1 MB was read.</source>
        <translation>Der Speicher ist heil: Jede Seite seiner %1 MB wurde gelesen.</translation>
    </message>
    <message>
        <source>Let posternctl backup run every night, or choose File › Back up the store…</source>
        <translation>Lassen Sie posternctl backup jede Nacht laufen, oder wählen Sie Datei › Speicher sichern …</translation>
    </message>
    <message>
        <source>Postern has never made a copy of the store.</source>
        <translation>Postern hat den Speicher noch nie gesichert.</translation>
    </message>
    <message>
        <source>The last copy of the store was made %3 days ago, on %1: %2</source>
        <translation>Der Speicher wurde zuletzt vor %3 Tagen gesichert, am %1: %2</translation>
    </message>
    <message>
        <source>The store was last copied on %1: %2</source>
        <translation>Der Speicher wurde zuletzt am %1 gesichert: %2</translation>
    </message>
    <message>
        <source>The DNS does not say anything of %1 now: %2</source>
        <translation>Das DNS sagt gerade nichts zu %1: %2</translation>
    </message>
    <message>
        <source>Check again later, or see whether the DNS servers answer.</source>
        <translation>Prüfen Sie später noch einmal, oder sehen Sie nach, ob die DNS-Server antworten.</translation>
    </message>
    <message>
        <source>The server has no host name.</source>
        <translation>Der Server hat keinen Hostnamen.</translation>
    </message>
    <message>
        <source>Give it the name by which other servers know it.</source>
        <translation>Geben Sie ihm den Namen, unter dem andere Server ihn kennen.</translation>
    </message>
    <message>
        <source>The host name %1 has no address in the DNS: many servers refuse mail from a server that is called so.</source>
        <translation>Der Hostname %1 hat im DNS keine Adresse: Viele Server weisen Mail von einem Server ab, der so heißt.</translation>
    </message>
    <message>
        <source>Add an A or AAAA record for it, or correct the name.</source>
        <translation>Legen Sie einen A- oder AAAA-Eintrag für ihn an, oder berichtigen Sie den Namen.</translation>
    </message>
    <message>
        <source>Here the host name %1 means %2 only, which no server outside can reach.</source>
        <translation>Hier bedeutet der Hostname %1 nur %2, was kein Server draußen erreicht.</translation>
    </message>
    <message>
        <source>See to it that the DNS outside knows the public address.</source>
        <translation>Sorgen Sie dafür, dass das DNS draußen die öffentliche Adresse kennt.</translation>
    </message>
    <message>
        <source>The host name %1 means %2.</source>
        <translation>Der Hostname %1 bedeutet %2.</translation>
    </message>
    <message>
        <source>Ask whoever gave you the address for a PTR record that says %1.</source>
        <translation>Bitten Sie den, der Ihnen die Adresse gegeben hat, um einen PTR-Eintrag mit %1.</translation>
    </message>
    <message>
        <source>The address %1 has no reverse DNS: many servers refuse mail from it.</source>
        <translation>Die Adresse %1 hat keine Rückwärtsauflösung: Viele Server weisen Mail von ihr ab.</translation>
    </message>
    <message>
        <source>The reverse DNS of %1 is %3, as it should be.</source>
        <translation>Die Rückwärtsauflösung von %1 ist %3, wie es sein soll.</translation>
    </message>
    <message>
        <source>The reverse DNS of %1 is %2, but the server calls itself %3: some servers refuse that.</source>
        <translation>Die Rückwärtsauflösung von %1 ist %2, der Server nennt sich aber %3: Manche Server weisen das ab.</translation>
    </message>
    <message>
        <source>The DNS servers of the system do not answer: %1</source>
        <translation>Die DNS-Server des Systems antworten nicht: %1</translation>
    </message>
    <message>
        <source>The DNS servers %2 do not answer: %1</source>
        <translation>Die DNS-Server %2 antworten nicht: %1</translation>
    </message>
    <message>
        <source>Without the DNS no mail goes to other servers, and no check that asks it can refuse.</source>
        <translation>Ohne das DNS geht keine Mail an andere Server, und keine Prüfung, die es fragt, kann abweisen.</translation>
    </message>
    <message>
        <source>The DNS servers make up answers for names that do not exist (%1): each client would be on each DNS list.</source>
        <translation>Die DNS-Server erfinden Antworten für Namen, die es nicht gibt (%1): Jeder Client stünde auf jeder DNS-Liste.</translation>
    </message>
    <message>
        <source>Ask servers of your own, such as an unbound on this computer.</source>
        <translation>Fragen Sie eigene Server, etwa einen unbound auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The DNS servers answer (%1 ms).</source>
        <translation>Die DNS-Server antworten (%1 ms).</translation>
    </message>
    <message>
        <source>The DNS says that %1 takes no mail at all (null MX).</source>
        <translation>Das DNS sagt, dass %1 gar keine Mail annimmt (Null-MX).</translation>
    </message>
    <message>
        <source>Give the domain an MX record that names %1.</source>
        <translation>Geben Sie der Domain einen MX-Eintrag, der %1 nennt.</translation>
    </message>
    <message>
        <source>Mail for %1 goes to %2, whose addresses the DNS does not say now.</source>
        <translation>Mail für %1 geht an %2, dessen Adressen das DNS gerade nicht sagt.</translation>
    </message>
    <message>
        <source>Mail for %1 goes to %2, which has no address: none arrives.</source>
        <translation>Mail für %1 geht an %2, das keine Adresse hat: Es kommt keine an.</translation>
    </message>
    <message>
        <source>%1 has neither an MX record nor an address: no mail for it arrives.</source>
        <translation>%1 hat weder einen MX-Eintrag noch eine Adresse: Es kommt keine Mail an.</translation>
    </message>
    <message>
        <source>Mail for %1 goes to %2, not to this server (%3).</source>
        <translation>Mail für %1 geht an %2, nicht an diesen Server (%3).</translation>
    </message>
    <message>
        <source>That is right where something in front hands mail on to this server; else give the domain an MX record that names it.</source>
        <translation>Das ist richtig, wenn etwas davor die Mail an diesen Server weitergibt; sonst geben Sie der Domain einen MX-Eintrag, der ihn nennt.</translation>
    </message>
    <message>
        <source>%1 has no MX record; mail comes here by its address alone.</source>
        <translation>%1 hat keinen MX-Eintrag; Mail kommt nur über die Adresse hierher.</translation>
    </message>
    <message>
        <source>Mail for %1 comes to this server (%2).</source>
        <translation>Mail für %1 kommt zu diesem Server (%2).</translation>
    </message>
    <message>
        <source>It is not known from which public address this server sends for %1.</source>
        <translation>Es ist nicht bekannt, von welcher öffentlichen Adresse dieser Server für %1 sendet.</translation>
    </message>
    <message>
        <source>Let the SPF record of the domain permit what this server sends from.</source>
        <translation>Lassen Sie den SPF-Eintrag der Domain erlauben, wovon dieser Server sendet.</translation>
    </message>
    <message>
        <source>The SPF record of %1 is faulty: %2</source>
        <translation>Der SPF-Eintrag von %1 ist fehlerhaft: %2</translation>
    </message>
    <message>
        <source>Correct it; servers that look at it may refuse all mail of the domain.</source>
        <translation>Berichtigen Sie ihn; Server, die ihn ansehen, weisen womöglich alle Mail der Domain ab.</translation>
    </message>
    <message>
        <source>The SPF record of %1 forbids %2 to send (%3): other servers refuse its mail.</source>
        <translation>Der SPF-Eintrag von %1 verbietet %2 zu senden (%3): Andere Server weisen dessen Mail ab.</translation>
    </message>
    <message>
        <source>The SPF record of %1 cannot be looked at now: %2</source>
        <translation>Der SPF-Eintrag von %1 lässt sich gerade nicht ansehen: %2</translation>
    </message>
    <message>
        <source>The SPF record of %1 does not vouch for %2 (%3).</source>
        <translation>Der SPF-Eintrag von %1 bürgt nicht für %2 (%3).</translation>
    </message>
    <message>
        <source>%1 has no SPF record: anybody can send in its name unnoticed.</source>
        <translation>%1 hat keinen SPF-Eintrag: Jeder kann unbemerkt in ihrem Namen senden.</translation>
    </message>
    <message>
        <source>Add a TXT record such as: v=spf1 mx -all</source>
        <translation>Legen Sie einen TXT-Eintrag an, etwa: v=spf1 mx -all</translation>
    </message>
    <message>
        <source>The SPF record of %1 permits this server (%2).</source>
        <translation>Der SPF-Eintrag von %1 erlaubt diesen Server (%2).</translation>
    </message>
    <message>
        <source>Switch the list off, or put another one in its place.</source>
        <translation>Schalten Sie die Liste ab, oder nehmen Sie eine andere.</translation>
    </message>
    <message>
        <source>The DNS list %1 does not answer: %2</source>
        <translation>Die DNS-Liste %1 antwortet nicht: %2</translation>
    </message>
    <message>
        <source>The DNS list %1 does not answer your DNS servers (%2).</source>
        <translation>Die DNS-Liste %1 antwortet Ihren DNS-Servern nicht (%2).</translation>
    </message>
    <message>
        <source>Many lists refuse questions that come by a public resolver: ask DNS servers of your own.</source>
        <translation>Viele Listen weisen Fragen ab, die über einen öffentlichen Resolver kommen: Fragen Sie eigene DNS-Server.</translation>
    </message>
    <message>
        <source>The DNS list %1 has %2, too, so it may list everybody: it is dead or broken.</source>
        <translation>Auf der DNS-Liste %1 steht auch %2, also womöglich jeder: Sie ist tot oder kaputt.</translation>
    </message>
    <message>
        <source>The DNS list %1 does not have its test entry %2: it is dead, or its name is wrong.</source>
        <translation>Der DNS-Liste %1 fehlt ihr Prüfeintrag %2: Sie ist tot, oder ihr Name ist falsch.</translation>
    </message>
    <message>
        <source>The DNS list %1 answers by addresses that are none of a list (%2).</source>
        <translation>Die DNS-Liste %1 antwortet mit Adressen, die keine einer Liste sind (%2).</translation>
    </message>
    <message>
        <source>The DNS list %1 answered once only: %2</source>
        <translation>Die DNS-Liste %1 hat nur einmal geantwortet: %2</translation>
    </message>
    <message>
        <source>The DNS list %1 answers as it should (%2 ms).</source>
        <translation>Die DNS-Liste %1 antwortet, wie sie soll (%2 ms).</translation>
    </message>
    <message>
        <source>Name single machines that are yours, or let people log in.</source>
        <translation>Nennen Sie einzelne Rechner, die Ihnen gehören, oder lassen Sie die Leute sich anmelden.</translation>
    </message>
    <message>
        <source>%1 relays for %2: a good part of the Internet may send by this server.</source>
        <translation>%1 leitet für %2 weiter: Ein guter Teil des Internets darf über diesen Server senden.</translation>
    </message>
    <message>
        <source>%1 relays for the public addresses %2.</source>
        <translation>%1 leitet für die öffentlichen Adressen %2 weiter.</translation>
    </message>
    <message>
        <source>%1 does not enforce what it would by default: %2</source>
        <translation>%1 setzt nicht durch, was vorgegeben ist: %2</translation>
    </message>
    <message>
        <source>Enforce these checks, unless that is meant.</source>
        <translation>Setzen Sie diese Prüfungen durch, wenn es nicht so gewollt ist.</translation>
    </message>
    <message>
        <source>%1 lets people log in without encryption: passwords can be read on the way.</source>
        <translation>%1 lässt Anmeldungen ohne Verschlüsselung zu: Kennwörter lassen sich unterwegs lesen.</translation>
    </message>
    <message>
        <source>Demand TLS for log-ins.</source>
        <translation>Verlangen Sie TLS für Anmeldungen.</translation>
    </message>
    <message>
        <source>%1 lets a client guess passwords as often as it likes.</source>
        <translation>%1 lässt einen Client beliebig oft Kennwörter raten.</translation>
    </message>
    <message>
        <source>Bar clients after some failures.</source>
        <translation>Sperren Sie Clients nach einigen Fehlversuchen.</translation>
    </message>
    <message>
        <source>%1 is for people&apos;s mail programs, but takes mail from clients that have not logged in.</source>
        <translation>%1 ist für die Mailprogramme der Leute, nimmt aber Mail von Clients an, die nicht angemeldet sind.</translation>
    </message>
    <message>
        <source>Require a log-in for all mail.</source>
        <translation>Verlangen Sie für alle Mail eine Anmeldung.</translation>
    </message>
    <message>
        <source>%1 does not encrypt: mail can be read on its way here.</source>
        <translation>%1 verschlüsselt nicht: Mail lässt sich auf dem Weg hierher lesen.</translation>
    </message>
    <message>
        <source>Offer STARTTLS; without a certificate the engine makes one.</source>
        <translation>Bieten Sie STARTTLS an; ohne Zertifikat stellt die Engine eines aus.</translation>
    </message>
    <message>
        <source>The LAN has %2: a good part of the Internet counts as inside and may relay.</source>
        <translation>Zum LAN gehört %2: Ein guter Teil des Internets zählt als innen und darf weiterleiten lassen.</translation>
    </message>
    <message>
        <source>The LAN has the public addresses %2, which may relay and skip checks.</source>
        <translation>Zum LAN gehören die öffentlichen Adressen %2, die weiterleiten lassen dürfen und Prüfungen überspringen.</translation>
    </message>
    <message>
        <source>There is no mailbox: nobody reads what is sent to postmaster.</source>
        <translation>Es gibt kein Postfach: Niemand liest, was an postmaster geht.</translation>
    </message>
    <message>
        <source>Add one (RFC 5321 wants every domain to have a postmaster).</source>
        <translation>Fügen Sie eines hinzu (RFC 5321 verlangt für jede Domain einen postmaster).</translation>
    </message>
    <message>
        <source>No setting makes the gate weaker than it is by default.</source>
        <translation>Keine Einstellung macht das Tor schwächer, als es von Haus aus ist.</translation>
    </message>
    <message>
        <source>%1 relays for strangers: from &lt;%2&gt; to &lt;%3&gt; was answered “%4”.</source>
        <translation>%1 leitet für Fremde weiter: Von &lt;%2&gt; an &lt;%3&gt; wurde mit „%4“ beantwortet.</translation>
    </message>
    <message>
        <source>Everybody can send spam by this server: restrict at once who may relay.</source>
        <translation>Jeder kann über diesen Server Spam senden: Schränken Sie sofort ein, wer weiterleiten lassen darf.</translation>
    </message>
    <message>
        <source>%1 lets no stranger in at all (%2).</source>
        <translation>%1 lässt gar keine Fremden herein (%2).</translation>
    </message>
    <message>
        <source>%1 cannot be tried as a stranger would: each address of this computer may relay.</source>
        <translation>%1 lässt sich nicht wie von einem Fremden prüfen: Jede Adresse dieses Rechners darf weiterleiten lassen.</translation>
    </message>
    <message>
        <source>The tab Relaying says in words whom the settings let relay.</source>
        <translation>Der Reiter Weiterleiten sagt in Worten, wen die Einstellungen weiterleiten lassen.</translation>
    </message>
    <message>
        <source>%1 cannot be tried at %2: %3</source>
        <translation>%1 lässt sich bei %2 nicht prüfen: %3</translation>
    </message>
    <message>
        <source>%1 put the test off: from &lt;%2&gt; to &lt;%3&gt; was answered “%4”.</source>
        <translation>%1 hat die Prüfung vertröstet: Von &lt;%2&gt; an &lt;%3&gt; wurde mit „%4“ beantwortet.</translation>
    </message>
    <message>
        <source>Check again later.</source>
        <translation>Prüfen Sie später noch einmal.</translation>
    </message>
    <message>
        <source>%1 refused %2 ways of relaying for strangers; then the test ended: %3</source>
        <translation>%1 hat %2 Arten, für Fremde weiterzuleiten, abgewiesen; dann endete die Prüfung: %3</translation>
    </message>
    <message>
        <source>%1 refuses to relay for strangers: %2 ways were tried at %3.</source>
        <translation>%1 weigert sich, für Fremde weiterzuleiten: %2 Arten wurden bei %3 versucht.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Host name and reverse DNS</source>
        <translation>Hostname und Rückwärtsauflösung</translation>
    </message>
    <message>
        <source>Way of the domain&apos;s mail (MX)</source>
        <translation>Weg der Mail der Domain (MX)</translation>
    </message>
    <message>
        <source>SPF of the domain</source>
        <translation>SPF der Domain</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Open relay</source>
        <translation>Offenes Relay</translation>
    </message>
    <message>
        <source>DNS servers</source>
        <translation>DNS-Server</translation>
    </message>
    <message>
        <source>DNS list</source>
        <translation>DNS-Liste</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <translation>Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Weak settings</source>
        <translation>Schwache Einstellungen</translation>
    </message>
    <message>
        <source>list health: one entry removed</source>
        <translation>Listenpflege: ein Eintrag entfernt</translation>
    </message>
    <message>
        <source>list health: one entry switched off</source>
        <translation>Listenpflege: ein Eintrag ausgeschaltet</translation>
    </message>
    <message>
        <source>list health: %1 entries removed</source>
        <translation>Listenpflege: %1 Einträge entfernt</translation>
    </message>
    <message>
        <source>list health: %1 entries switched off</source>
        <translation>Listenpflege: %1 Einträge ausgeschaltet</translation>
    </message>
    <message>
        <source>something else was saved since</source>
        <translation>seither wurde etwas anderes gespeichert</translation>
    </message>
    <message>
        <source>restore the revision before it in History</source>
        <translation>stellen Sie im Verlauf die Revision davor wieder her</translation>
    </message>
    <message>
        <source>list health: clean-up undone</source>
        <translation>Listenpflege: Aufräumen rückgängig gemacht</translation>
    </message>
    <message>
        <source>Postfix knows no condition on an entry</source>
        <translation>Postfix kennt keine Bedingung an einem Eintrag</translation>
    </message>
    <message>
        <source>it is switched off</source>
        <translation>er ist ausgeschaltet</translation>
    </message>
    <message>
        <source>Postfix knows no expiry of an entry</source>
        <translation>Postfix kennt kein Ablaufen eines Eintrags</translation>
    </message>
    <message>
        <source>an access map has addresses and networks of whole octets only</source>
        <translation>eine access-Tabelle hat nur Adressen und Netze aus ganzen Oktetten</translation>
    </message>
    <message>
        <source>export as a cidr map</source>
        <translation>exportieren Sie als cidr-Tabelle</translation>
    </message>
    <message>
        <source>an access map has no wildcards like this</source>
        <translation>eine access-Tabelle kennt solche Platzhalter nicht</translation>
    </message>
    <message>
        <source>this line belongs into the Black List</source>
        <translation>diese Zeile gehört in die Schwarze Liste</translation>
    </message>
    <message>
        <source>import the file there as well</source>
        <translation>importieren Sie die Datei auch dort</translation>
    </message>
    <message>
        <source>this line belongs into the Exceptions</source>
        <translation>diese Zeile gehört in die Ausnahmen</translation>
    </message>
    <message>
        <source>“%1” names no list</source>
        <translation>„%1“ nennt keine Liste</translation>
    </message>
    <message>
        <source>write black or white</source>
        <translation>schreiben Sie black oder white</translation>
    </message>
    <message>
        <source>“%1” is no kind of list</source>
        <translation>„%1“ ist keine Art von Liste</translation>
    </message>
    <message>
        <source>write ip, sender, recipient or helo</source>
        <translation>schreiben Sie ip, sender, recipient oder helo</translation>
    </message>
    <message>
        <source>this line belongs into another tab (%1)</source>
        <translation>diese Zeile gehört in ein anderes Register (%1)</translation>
    </message>
    <message>
        <source>“%1” says neither on nor off</source>
        <translation>„%1“ heißt weder ein noch aus</translation>
    </message>
    <message>
        <source>write yes or no</source>
        <translation>schreiben Sie yes oder no</translation>
    </message>
    <message>
        <source>“%1” is no date</source>
        <translation>„%1“ ist kein Datum</translation>
    </message>
    <message>
        <source>write it like 2027-01-31 or 2027-01-31T10:00:00Z</source>
        <translation>schreiben Sie es wie 2027-01-31 oder 2027-01-31T10:00:00Z</translation>
    </message>
    <message>
        <source>a condition belongs to an exception only</source>
        <translation>eine Bedingung gehört nur an eine Ausnahme</translation>
    </message>
    <message>
        <source>“%1” is no condition</source>
        <translation>„%1“ ist keine Bedingung</translation>
    </message>
    <message>
        <source>write spf-pass, or a range of addresses into only_from</source>
        <translation>schreiben Sie spf-pass, oder einen Adressbereich in only_from</translation>
    </message>
    <message>
        <source>longer than %1 characters</source>
        <translation>länger als %1 Zeichen</translation>
    </message>
    <message>
        <source>the first line names no column with patterns; nothing was read</source>
        <translation>die erste Zeile nennt keine Spalte mit Mustern; es wurde nichts gelesen</translation>
    </message>
    <message>
        <source>begin with a line such as pattern,comment,expires</source>
        <translation>beginnen Sie mit einer Zeile wie pattern,comment,expires</translation>
    </message>
    <message>
        <source>the column “%1” is not used</source>
        <translation>die Spalte „%1“ wird nicht verwendet</translation>
    </message>
    <message>
        <source>a quotation mark is not closed here; this line and all after it were not read</source>
        <translation>hier wird ein Anführungszeichen nicht geschlossen; diese Zeile und alle danach wurden nicht gelesen</translation>
    </message>
    <message>
        <source>close it, or write it twice where it belongs to the text</source>
        <translation>schließen Sie es, oder schreiben Sie es doppelt, wo es zum Text gehört</translation>
    </message>
    <message>
        <source>the file has more than %1 lines; this line and all after it were not read</source>
        <translation>die Datei hat mehr als %1 Zeilen; diese Zeile und alle danach wurden nicht gelesen</translation>
    </message>
    <message>
        <source>cut the file into parts</source>
        <translation>teilen Sie die Datei auf</translation>
    </message>
    <message>
        <source>wildcards that begin with =^ are not translated</source>
        <translation>Platzhalter, die mit =^ beginnen, werden nicht übersetzt</translation>
    </message>
    <message>
        <source>write it with * and ?</source>
        <translation>schreiben Sie es mit * und ?</translation>
    </message>
    <message>
        <source>with % and $ the line stands for more than %1 patterns</source>
        <translation>mit % und $ steht die Zeile für mehr als %1 Muster</translation>
    </message>
    <message>
        <source>write ? for each; it stands for any character</source>
        <translation>schreiben Sie für jedes ein ?; es steht für irgendein Zeichen</translation>
    </message>
    <message>
        <source>%1 lines with ~ and %2 without are too many to be compared; nothing was read</source>
        <translation>%1 Zeilen mit ~ und %2 ohne sind zu viele für einen Vergleich; es wurde nichts gelesen</translation>
    </message>
    <message>
        <source>Mailtraq compares it with whole addresses, which are never just this; here it means every address of the domain</source>
        <translation>Mailtraq vergleicht es mit ganzen Adressen, die nie nur so lauten; hier heißt es jede Adresse der Domain</translation>
    </message>
    <message>
        <source>it can never decide: line %1 comes later and matches all that it matches</source>
        <translation>sie kann nie entscheiden: Zeile %1 kommt später und passt auf alles, worauf sie passt</translation>
    </message>
    <message>
        <source>it can never decide: lines that come later match all that it matches</source>
        <translation>sie kann nie entscheiden: Spätere Zeilen passen auf alles, worauf sie passt</translation>
    </message>
    <message>
        <source>there is nothing that it takes out</source>
        <translation>es gibt nichts, was sie herausnimmt</translation>
    </message>
    <message>
        <source>what it takes out is left out of the other lines</source>
        <translation>was sie herausnimmt, ist in den anderen Zeilen ausgelassen</translation>
    </message>
    <message>
        <source>for %1 this line decides in Mailtraq, since it comes last; here line %2 does, since it says more exactly what it means</source>
        <translation>für %1 entscheidet in Mailtraq diese Zeile, weil sie die letzte ist; hier entscheidet Zeile %2, weil sie genauer ist</translation>
    </message>
    <message>
        <source>add a line for such addresses</source>
        <translation>fügen Sie für solche Adressen eine Zeile hinzu</translation>
    </message>
    <message>
        <source>where it and line %1 both match, that line comes first here; whether that changes anything could not be found out</source>
        <translation>wo sie und Zeile %1 passen, geht hier jene vor; ob das etwas ändert, ließ sich nicht herausfinden</translation>
    </message>
    <message>
        <source>the same key stands in line %1, and the first one counts</source>
        <translation>derselbe Schlüssel steht in Zeile %1, und der erste zählt</translation>
    </message>
    <message>
        <source>keys of Postfix have no ~ and no wildcards</source>
        <translation>Schlüssel von Postfix haben kein ~ und keine Platzhalter</translation>
    </message>
    <message>
        <source>if this is another kind of file, choose its format</source>
        <translation>ist es eine andere Art von Datei, so wählen Sie deren Format</translation>
    </message>
    <message>
        <source>Postfix reads networks like this in cidr maps only</source>
        <translation>Postfix liest solche Netze nur in cidr-Tabellen</translation>
    </message>
    <message>
        <source>if this is one, choose that format</source>
        <translation>ist es eine solche, so wählen Sie dieses Format</translation>
    </message>
    <message>
        <source>Postfix does not know ranges like this</source>
        <translation>Postfix kennt solche Bereiche nicht</translation>
    </message>
    <message>
        <source>write it like 192.0.2.0/24</source>
        <translation>schreiben Sie es wie 192.0.2.0/24</translation>
    </message>
    <message>
        <source>it can never decide: lines before it match all that it matches</source>
        <translation>sie kann nie entscheiden: Zeilen davor passen auf alles, worauf sie passt</translation>
    </message>
    <message>
        <source>what it takes out is left out of the lines behind it</source>
        <translation>was sie herausnimmt, ist in den Zeilen danach ausgelassen</translation>
    </message>
    <message>
        <source>a cidr map has IP addresses; nothing was read</source>
        <translation>eine cidr-Tabelle hat IP-Adressen; es wurde nichts gelesen</translation>
    </message>
    <message>
        <source>import it in the tab IP Addresses</source>
        <translation>importieren Sie sie im Register IP-Adressen</translation>
    </message>
    <message>
        <source>lines between if and endif are not translated</source>
        <translation>Zeilen zwischen if und endif werden nicht übersetzt</translation>
    </message>
    <message>
        <source>write each with the network that it is about</source>
        <translation>schreiben Sie jede mit dem Netz, das sie meint</translation>
    </message>
    <message>
        <source>regular expressions are not translated</source>
        <translation>reguläre Ausdrücke werden nicht übersetzt</translation>
    </message>
    <message>
        <source>write patterns with * and ? for it</source>
        <translation>schreiben Sie dafür Muster mit * und ?</translation>
    </message>
    <message>
        <source>there is no action behind the key</source>
        <translation>hinter dem Schlüssel steht keine Aktion</translation>
    </message>
    <message>
        <source>write it like example.com REJECT</source>
        <translation>schreiben Sie es wie example.com REJECT</translation>
    </message>
    <message>
        <source>it asks the client to come again later, and a Black List refuses for good</source>
        <translation>sie bittet den Client, später wiederzukommen, und eine Schwarze Liste lehnt endgültig ab</translation>
    </message>
    <message>
        <source>decide between REJECT and nothing</source>
        <translation>entscheiden Sie sich zwischen REJECT und nichts</translation>
    </message>
    <message>
        <source>“%1” is no action that a list can have</source>
        <translation>„%1“ ist keine Aktion, die eine Liste haben kann</translation>
    </message>
    <message>
        <source>lists know REJECT, OK and DUNNO</source>
        <translation>Listen kennen REJECT, OK und DUNNO</translation>
    </message>
    <message>
        <source>the mail was thrown away in silence; here it is refused</source>
        <translation>die Mail wurde stillschweigend weggeworfen; hier wird sie abgelehnt</translation>
    </message>
    <message>
        <source>%1 is not done here; the line only ends the look-up, like DUNNO</source>
        <translation>%1 wird hier nicht getan; die Zeile beendet nur die Suche, wie DUNNO</translation>
    </message>
    <message>
        <source>the line begins with a blank, so it carries on one before it, and there is none that it could</source>
        <translation>die Zeile beginnt mit einem Leerzeichen, setzt also eine davor fort, und es gibt keine, die das sein könnte</translation>
    </message>
    <message>
        <source>it says nothing, and there is no wider line to take it out of</source>
        <translation>sie sagt nichts, und es gibt keine weitere Zeile, aus der sie etwas herausnähme</translation>
    </message>
    <message>
        <source>%1 stands in the list twice</source>
        <translation>%1 steht zweimal in der Liste</translation>
    </message>
    <message>
        <source>%1 stands in the list for all services, too</source>
        <translation>%1 steht auch in der Liste für alle Dienste</translation>
    </message>
    <message>
        <source>%1 is an exception, too, and exceptions win</source>
        <translation>%1 ist auch eine Ausnahme, und Ausnahmen gehen vor</translation>
    </message>
    <message>
        <source>%1 is an exception for all services, too, and exceptions win</source>
        <translation>%1 ist auch eine Ausnahme für alle Dienste, und Ausnahmen gehen vor</translation>
    </message>
    <message>
        <source>it ended on %1</source>
        <translation>er ist am %1 abgelaufen</translation>
    </message>
    <message>
        <source>nothing has matched it since it was made on %1</source>
        <translation>nichts hat auf ihn gepasst, seit er am %1 entstand</translation>
    </message>
    <message>
        <source>any client can call itself so; tie it to a range of addresses</source>
        <translation>jeder Client kann sich so nennen; binden Sie ihn an einen Adressbereich</translation>
    </message>
    <message>
        <source>anybody can claim to be this sender; tie it to SPF or to a range of addresses</source>
        <translation>jeder kann sich als dieser Absender ausgeben; binden Sie ihn an SPF oder an einen Adressbereich</translation>
    </message>
    <message>
        <source>%1 says the same, and more</source>
        <translation>%1 sagt dasselbe und mehr</translation>
    </message>
    <message>
        <source>%1 in the list for all services says the same, and more</source>
        <translation>%1 in der Liste für alle Dienste sagt dasselbe und mehr</translation>
    </message>
    <message>
        <source>%1 takes it out again</source>
        <translation>%1 nimmt ihn wieder heraus</translation>
    </message>
    <message>
        <source>%1 in the list for all services takes it out again</source>
        <translation>%1 in der Liste für alle Dienste nimmt ihn wieder heraus</translation>
    </message>
    <message>
        <source>there is nothing in the list that it could take out</source>
        <translation>in der Liste ist nichts, was er herausnehmen könnte</translation>
    </message>
    <message>
        <source>the exception %1 lets through all that it matches</source>
        <translation>die Ausnahme %1 lässt alles durch, worauf er passt</translation>
    </message>
    <message>
        <source>the exception %1 for all services lets through all that it matches</source>
        <translation>die Ausnahme %1 für alle Dienste lässt alles durch, worauf er passt</translation>
    </message>
    <message>
        <source>this is no DNS server</source>
        <translation>dies ist kein DNS-Server</translation>
    </message>
    <message>
        <source>write its IP address, with a port where it is not 53: 127.0.0.1@5353</source>
        <translation>die IP-Adresse angeben, mit Port, wenn er nicht 53 ist: 127.0.0.1@5353</translation>
    </message>
    <message>
        <source>a clean message goes through</source>
        <translation>eine saubere Nachricht geht durch</translation>
    </message>
    <message>
        <source>a clean message goes through, changed: %1</source>
        <translation>eine saubere Nachricht geht durch, verändert: %1</translation>
    </message>
    <message>
        <source>a clean message is held: %1</source>
        <translation>eine saubere Nachricht wird zurückgehalten: %1</translation>
    </message>
    <message>
        <source>a clean message does not go through: %1</source>
        <translation>eine saubere Nachricht geht nicht durch: %1</translation>
    </message>
    <message>
        <source>the test for spam goes through. That is right where the milter looks for something else: viruses, signatures</source>
        <translation>der Test auf Spam geht durch. Das ist richtig, wo der Milter anderes sucht: Viren, Signaturen</translation>
    </message>
    <message>
        <source>the test for spam goes through, changed: %1</source>
        <translation>der Test auf Spam geht durch, verändert: %1</translation>
    </message>
    <message>
        <source>the test for spam is held: %1</source>
        <translation>der Test auf Spam wird zurückgehalten: %1</translation>
    </message>
    <message>
        <source>the test for spam does not go through: %1</source>
        <translation>der Test auf Spam geht nicht durch: %1</translation>
    </message>
    <message>
        <source>there is no store</source>
        <translation>es gibt keinen Speicher</translation>
    </message>
    <message>
        <source>make one: posternctl --store %1 init</source>
        <translation>legen Sie einen an: posternctl --store %1 init</translation>
    </message>
    <message>
        <source>the lock file cannot be made: %1</source>
        <translation>die Sperrdatei kann nicht angelegt werden: %1</translation>
    </message>
    <message>
        <source>the engine must be able to write in the store&apos;s folder</source>
        <translation>die Engine muss in den Ordner des Speichers schreiben können</translation>
    </message>
    <message>
        <source>an engine named &apos;%1&apos; serves this store already</source>
        <translation>eine Engine namens „%1“ bedient diesen Speicher schon</translation>
    </message>
    <message>
        <source>stop it first, or give this one another name</source>
        <translation>halten Sie sie zuerst an, oder geben Sie dieser einen anderen Namen</translation>
    </message>
    <message>
        <source>the file is no spool of Postern</source>
        <translation>die Datei ist kein Spool von Postern</translation>
    </message>
    <message>
        <source>a newer Postern has written this spool</source>
        <translation>ein neueres Postern hat diesen Spool geschrieben</translation>
    </message>
    <message>
        <source>another engine has this spool</source>
        <translation>eine andere Engine hat diesen Spool</translation>
    </message>
    <message>
        <source>stop it first, or give this one another folder with --spool</source>
        <translation>halten Sie sie zuerst an, oder geben Sie dieser mit --spool einen anderen Ordner</translation>
    </message>
    <message>
        <source>there is no room left for the spool</source>
        <translation>für den Spool ist kein Platz mehr</translation>
    </message>
    <message>
        <source>there is a file of this name already</source>
        <translation>es gibt schon eine Datei dieses Namens</translation>
    </message>
    <message>
        <source>choose another name, or remove that file</source>
        <translation>wählen Sie einen anderen Namen, oder entfernen Sie diese Datei</translation>
    </message>
    <message>
        <source>the backup cannot be written (%1)</source>
        <translation>die Sicherung kann nicht geschrieben werden (%1)</translation>
    </message>
    <message>
        <source>check the folder, its permissions and the room on the disk</source>
        <translation>prüfen Sie den Ordner, seine Rechte und den Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>there is no service with the number %1</source>
        <translation>es gibt keinen Dienst mit der Nummer %1</translation>
    </message>
    <message>
        <source>load the services again</source>
        <translation>laden Sie die Dienste neu</translation>
    </message>
    <message>
        <source>there is no list entry with the number %1</source>
        <translation>es gibt keinen Listeneintrag mit der Nummer %1</translation>
    </message>
    <message>
        <source>read the list again</source>
        <translation>lesen Sie die Liste neu</translation>
    </message>
    <message>
        <source>this pattern stands in the list already</source>
        <translation>dieses Muster steht schon in der Liste</translation>
    </message>
    <message>
        <source>change the entry that is there</source>
        <translation>ändern Sie den Eintrag, der da ist</translation>
    </message>
    <message>
        <source>the change was made on revision %1, but the store holds revision %2 only</source>
        <translation>die Änderung wurde an Revision %1 gemacht, der Speicher enthält aber nur Revision %2</translation>
    </message>
    <message>
        <source>the store was replaced by an older one; load it again and repeat the change</source>
        <translation>der Speicher wurde durch einen älteren ersetzt; laden Sie ihn neu, und wiederholen Sie die Änderung</translation>
    </message>
    <message>
        <source>copy the file away as it is, then put a backup in its place; `sqlite3 FILE .recover` may save what is newer than the backup. A running service goes on with what it has loaded</source>
        <translation>kopieren Sie die Datei weg, wie sie ist, und setzen Sie dann eine Sicherung an ihre Stelle; „sqlite3 DATEI .recover“ rettet vielleicht, was neuer ist als die Sicherung. Ein laufender Dienst arbeitet mit dem weiter, was er geladen hat</translation>
    </message>
    <message>
        <source>the store could not be written (%1); nothing was changed</source>
        <translation>der Speicher konnte nicht geschrieben werden (%1); nichts wurde geändert</translation>
    </message>
    <message>
        <source>make room on the disk, or raise the quota or size limit, and try again</source>
        <translation>schaffen Sie Platz auf dem Datenträger, oder erhöhen Sie Quota oder Größengrenze, und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>the store is locked by another program</source>
        <translation>der Speicher ist von einem anderen Programm gesperrt</translation>
    </message>
    <message>
        <source>try again; end a program that holds it open in a transaction</source>
        <translation>versuchen Sie es noch einmal; beenden Sie ein Programm, das ihn in einer Transaktion offen hält</translation>
    </message>
    <message>
        <source>there is no room to write to the store; nothing was changed</source>
        <translation>es ist kein Platz, in den Speicher zu schreiben; nichts wurde geändert</translation>
    </message>
    <message>
        <source>make room on the disk and try again</source>
        <translation>schaffen Sie Platz auf dem Datenträger, und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>the store is damaged (%1)</source>
        <translation>der Speicher ist beschädigt (%1)</translation>
    </message>
    <message>
        <source>the file is not a store of Postern, or its beginning is damaged</source>
        <translation>die Datei ist kein Speicher von Postern, oder ihr Anfang ist beschädigt</translation>
    </message>
    <message>
        <source>the store cannot be written</source>
        <translation>der Speicher kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>let this user write the file and its folder (SQLite keeps FILE-wal and FILE-shm beside it)</source>
        <translation>lassen Sie diesen Benutzer die Datei und ihren Ordner schreiben (SQLite hält DATEI-wal und DATEI-shm daneben)</translation>
    </message>
    <message>
        <source>the store cannot be opened</source>
        <translation>der Speicher kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>check that the folder is there and that this user may read and write the file and its folder</source>
        <translation>prüfen Sie, dass es den Ordner gibt und dass dieser Benutzer die Datei und ihren Ordner lesen und schreiben darf</translation>
    </message>
    <message>
        <source>the store cannot be read or written (%1)</source>
        <translation>der Speicher kann nicht gelesen oder geschrieben werden (%1)</translation>
    </message>
    <message>
        <source>look at the disk and at the system&apos;s log</source>
        <translation>sehen Sie nach dem Datenträger und im Protokoll des Systems nach</translation>
    </message>
    <message>
        <source>the store refuses this value (%1)</source>
        <translation>der Speicher weist diesen Wert ab (%1)</translation>
    </message>
    <message>
        <source>Qt&apos;s driver for SQLite is not installed</source>
        <translation>Qts Treiber für SQLite ist nicht installiert</translation>
    </message>
    <message>
        <source>install the package libqt6sql6-sqlite</source>
        <translation>installieren Sie das Paket libqt6sql6-sqlite</translation>
    </message>
    <message>
        <source>Qt&apos;s driver for SQLite brings a SQLite of its own (%1)</source>
        <translation>Qts Treiber für SQLite bringt ein eigenes SQLite mit (%1)</translation>
    </message>
    <message>
        <source>use a Qt whose driver is linked to the system&apos;s libsqlite3, as Debian&apos;s is</source>
        <translation>verwenden Sie ein Qt, dessen Treiber die libsqlite3 des Systems benutzt, wie das von Debian</translation>
    </message>
    <message>
        <source>there is no revision %1</source>
        <translation>es gibt keine Revision %1</translation>
    </message>
    <message>
        <source>the newest one is %2</source>
        <translation>die neueste ist %2</translation>
    </message>
    <message>
        <source>copy the file away as it is, then put the last backup (made by `posternctl backup`) in its place</source>
        <translation>kopieren Sie die Datei weg, wie sie ist, und setzen Sie dann die letzte Sicherung („posternctl backup“) an ihre Stelle</translation>
    </message>
    <message>
        <source>the store cannot be made here (%1)</source>
        <translation>der Speicher kann hier nicht angelegt werden (%1)</translation>
    </message>
    <message>
        <source>make the folder, or let this user write to it</source>
        <translation>legen Sie den Ordner an, oder lassen Sie diesen Benutzer in ihn schreiben</translation>
    </message>
    <message>
        <source>the store cannot be opened (%1)</source>
        <translation>der Speicher kann nicht geöffnet werden (%1)</translation>
    </message>
    <message>
        <source>let this user read and write the file and its folder</source>
        <translation>lassen Sie diesen Benutzer die Datei und ihren Ordner lesen und schreiben</translation>
    </message>
    <message>
        <source>this is not a file</source>
        <translation>dies ist keine Datei</translation>
    </message>
    <message>
        <source>name the store&apos;s file, usually postern.db</source>
        <translation>nennen Sie die Datei des Speichers, meist postern.db</translation>
    </message>
    <message>
        <source>SQLite cannot use its write-ahead log here</source>
        <translation>SQLite kann sein Write-Ahead-Log hier nicht benutzen</translation>
    </message>
    <message>
        <source>put the store on a local disk: network file systems cannot do it</source>
        <translation>legen Sie den Speicher auf einen lokalen Datenträger: Netzdateisysteme können es nicht</translation>
    </message>
    <message>
        <source>this is an SQLite file, but not a store of Postern</source>
        <translation>dies ist eine SQLite-Datei, aber kein Speicher von Postern</translation>
    </message>
    <message>
        <source>the store was written by a newer Postern (its version is %1, this program knows %2)</source>
        <translation>der Speicher wurde von einem neueren Postern geschrieben (seine Version ist %1, dieses Programm kennt %2)</translation>
    </message>
    <message>
        <source>use the newer program; or put back the backup made before it was migrated</source>
        <translation>verwenden Sie das neuere Programm, oder setzen Sie die Sicherung zurück, die vor der Umstellung gemacht wurde</translation>
    </message>
    <message>
        <source>the store is damaged: %1</source>
        <translation>der Speicher ist beschädigt: %1</translation>
    </message>
    <message>
        <source>the file is empty; there is no store in it</source>
        <translation>die Datei ist leer; in ihr ist kein Speicher</translation>
    </message>
    <message>
        <source>the note is longer than %1 bytes</source>
        <translation>die Bemerkung ist länger als %1 Bytes</translation>
    </message>
    <message>
        <source>shorten it</source>
        <translation>kürzen Sie sie</translation>
    </message>
    <message>
        <source>there are %1 pinned messages, and more are not taken</source>
        <translation>%1 Nachrichten sind angeheftet, und mehr werden nicht angenommen</translation>
    </message>
    <message>
        <source>remove some that are not needed any more</source>
        <translation>lösen Sie einige, die nicht mehr gebraucht werden</translation>
    </message>
    <message>
        <source>%1: reply text</source>
        <translation>%1: Antworttext</translation>
    </message>
</context>
</TS>
