<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en_US">
<context>
    <name>ActionGroup</name>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Try --help.</source>
        <translation>Mit --help gibt es Hilfe.</translation>
    </message>
    <message>
        <source>Espalier: visual migration review, backup and restore for Alembic projects.</source>
        <translation>Espalier: Alembic-Migrationen sehen, prüfen, sichern und wiederherstellen.</translation>
    </message>
    <message>
        <source>Output format</source>
        <translation>Ausgabeformat</translation>
    </message>
    <message>
        <source>The output could not be written.</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>DiagramExport</name>
    <message>
        <source>Foreign keys</source>
        <translation>Fremdschlüssel</translation>
    </message>
</context>
<context>
    <name>DumpFormat</name>
    <message>
        <source>One compressed archive</source>
        <translation>Ein komprimiertes Archiv</translation>
    </message>
    <message>
        <source>A folder, a file per table, in parallel</source>
        <translation>Ein Ordner mit einer Datei je Tabelle, parallel</translation>
    </message>
    <message>
        <source>A copy of the database file</source>
        <translation>Eine Kopie der Datenbankdatei</translation>
    </message>
    <message>
        <source>A script of SQL statements</source>
        <translation>Ein Skript aus SQL-Anweisungen</translation>
    </message>
</context>
<context>
    <name>Environment</name>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>Staging</translation>
    </message>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n h</numerusform>
            <numerusform>vor %n h</numerusform>
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
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
</context>
<context>
    <name>GraphPicture</name>
    <message>
        <source>no script defines it</source>
        <translation>kein Skript definiert sie</translation>
    </message>
    <message>
        <source>in the database, but no script defines it</source>
        <translation>in der Datenbank, aber in keinem Skript definiert</translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message numerus="yes">
        <source>creates %n table(s)</source>
        <translation>
            <numerusform>legt %n Tabelle an</numerusform>
            <numerusform>legt %n Tabellen an</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>drops %n table(s)</source>
        <translation>
            <numerusform>löscht %n Tabelle</numerusform>
            <numerusform>löscht %n Tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>adds %n column(s)</source>
        <translation>
            <numerusform>fügt %n Spalte hinzu</numerusform>
            <numerusform>fügt %n Spalten hinzu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>drops %n column(s)</source>
        <translation>
            <numerusform>löscht %n Spalte</numerusform>
            <numerusform>löscht %n Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>changes %n column(s)</source>
        <translation>
            <numerusform>ändert %n Spalte</numerusform>
            <numerusform>ändert %n Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n index(es)</source>
        <translation>
            <numerusform>%n Index</numerusform>
            <numerusform>%n Indizes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n foreign key(s)</source>
        <translation>
            <numerusform>%n Fremdschlüssel</numerusform>
            <numerusform>%n Fremdschlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of data</source>
        <translation>
            <numerusform>%n Datenänderung</numerusform>
            <numerusform>%n Datenänderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n SQL statement(s)</source>
        <translation>
            <numerusform>%n SQL-Anweisung</numerusform>
            <numerusform>%n SQL-Anweisungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) that cannot be read</source>
        <translation>
            <numerusform>%n nicht lesbarer Schritt</numerusform>
            <numerusform>%n nicht lesbare Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>head</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Migration graph</source>
        <translation>Migrationsgraph</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ausstehend</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>angewendet</translation>
    </message>
    <message>
        <source>applied, the database is here</source>
        <translation>angewendet, hier steht die Datenbank</translation>
    </message>
    <message>
        <source>not known whether applied</source>
        <translation>unbekannt, ob angewendet</translation>
    </message>
    <message>
        <source>no script defines it</source>
        <translation>kein Skript definiert sie</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n Revision</numerusform>
            <numerusform>%n Revisionen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>The backup&apos;s file %1 is missing.</source>
        <translation>Die Datei %1 der Sicherung fehlt.</translation>
    </message>
    <message>
        <source>The backup&apos;s file %1 has %2 bytes; the manifest says %3.</source>
        <translation>Die Datei %1 der Sicherung hat %2 Bytes; laut Manifest sind es %3.</translation>
    </message>
    <message>
        <source>Cannot remove all of %1.</source>
        <translation>%1 lässt sich nicht vollständig löschen.</translation>
    </message>
    <message>
        <source>The folder of backups %1 cannot be read.</source>
        <translation>Der Sicherungsordner %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 backups begin with &quot;%2&quot;.</source>
        <translation>%1 Sicherungen beginnen mit „%2“.</translation>
    </message>
    <message>
        <source>There is no backup &quot;%1&quot; in %2.</source>
        <translation>In %2 gibt es keine Sicherung „%1“.</translation>
    </message>
    <message>
        <source>The backup&apos;s list of checksums cannot be read.</source>
        <translation>Die Prüfsummenliste der Sicherung ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The backup&apos;s manifest is not the one that was written: its checksum differs.</source>
        <translation>Das Manifest der Sicherung ist nicht mehr das ursprünglich geschriebene: Die Prüfsumme weicht ab.</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; does not go with this kind of database.</source>
        <translation>Das Format „%1“ passt nicht zu dieser Art von Datenbank.</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; cannot be written by several jobs at once.</source>
        <translation>Das Format „%1“ lässt sich nicht mit mehreren parallelen Jobs schreiben.</translation>
    </message>
    <message>
        <source>This kind of database cannot be dumped by several jobs at once.</source>
        <translation>Diese Art von Datenbank lässt sich nicht mit mehreren parallelen Jobs sichern.</translation>
    </message>
    <message>
        <source>Computing checksums</source>
        <translation>Prüfsummen werden berechnet</translation>
    </message>
    <message>
        <source>%1 has written nothing.</source>
        <translation>%1 hat nichts geschrieben.</translation>
    </message>
    <message>
        <source>Cannot open the folder %1.</source>
        <translation>Der Ordner %1 lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The backup %1 is in use by another job.</source>
        <translation>Die Sicherung %1 wird gerade von einem anderen Auftrag verwendet.</translation>
    </message>
    <message>
        <source>The backup was made by a newer Espalier (manifest format %1).</source>
        <translation>Die Sicherung stammt aus einer neueren Espalier-Version (Manifestformat %1).</translation>
    </message>
    <message>
        <source>The manifest contradicts itself: its list of files does not have its checksum.</source>
        <translation>Das Manifest widerspricht sich: Die Prüfsumme seiner Dateiliste stimmt nicht.</translation>
    </message>
    <message>
        <source>It is not a JSON object.</source>
        <translation>Es ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is missing or not as it should be.</source>
        <translation>Das Feld „%1“ fehlt oder ist ungültig.</translation>
    </message>
    <message>
        <source>Kept: the newest backup of this database that was verified.</source>
        <translation>Bleibt: neueste verifizierte Sicherung dieser Datenbank.</translation>
    </message>
    <message>
        <source>Kept: one of the newest %1.</source>
        <translation>Bleibt: eine der neuesten %1.</translation>
    </message>
    <message>
        <source>No rule keeps it.</source>
        <translation>Keine Regel behält sie.</translation>
    </message>
    <message>
        <source>Kept: the newest of its day.</source>
        <translation>Bleibt: die neueste ihres Tages.</translation>
    </message>
    <message>
        <source>Kept: the newest of its week.</source>
        <translation>Bleibt: die neueste ihrer Woche.</translation>
    </message>
    <message>
        <source>Kept: there is no rule.</source>
        <translation>Bleibt: Es gibt keine Regel.</translation>
    </message>
    <message>
        <source>Say what to keep: without a rule, every backup would go.</source>
        <translation>Es fehlt die Angabe, was bleiben soll: Ohne Regel würden alle Sicherungen gelöscht.</translation>
    </message>
    <message>
        <source>The connection %1 is read-only: nothing is restored through it.</source>
        <translation>Die Verbindung %1 ist schreibgeschützt; über sie wird nichts wiederhergestellt.</translation>
    </message>
    <message>
        <source>The backup is of a %1 database and cannot be restored to %2.</source>
        <translation>Die Sicherung stammt aus einer Datenbank der Art %1 und lässt sich nicht nach %2 wiederherstellen.</translation>
    </message>
    <message>
        <source>Say into which database to restore.</source>
        <translation>Es fehlt die Angabe, in welche Datenbank wiederhergestellt werden soll.</translation>
    </message>
    <message>
        <source>%1 exists already. Restore into another name, or over it on purpose.</source>
        <translation>%1 existiert bereits. Stellen Sie unter einem anderen Namen wieder her oder überschreiben Sie ausdrücklich.</translation>
    </message>
    <message>
        <source>To restore over %1, its name must be typed exactly.</source>
        <translation>Um %1 zu überschreiben, muss der Name genau eingetippt werden.</translation>
    </message>
    <message>
        <source>The backup %1 is damaged and is not restored.</source>
        <translation>Die Sicherung %1 ist beschädigt und wird nicht wiederhergestellt.</translation>
    </message>
    <message>
        <source>What was restored is not what the backup says; %1 was not touched.</source>
        <translation>Das Wiederhergestellte entspricht nicht der Sicherung; %1 wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>Table %1 is missing.</source>
        <translation>Die Tabelle %1 fehlt.</translation>
    </message>
    <message>
        <source>Table %1 has %2 rows; the backup has %3.</source>
        <translation>Die Tabelle %1 hat %2 Zeilen, die Sicherung hat %3.</translation>
    </message>
    <message>
        <source>Table %1 is not in the backup&apos;s manifest.</source>
        <translation>Die Tabelle %1 steht nicht im Manifest der Sicherung.</translation>
    </message>
    <message>
        <source>The version table holds %1; the backup has %2.</source>
        <translation>Die Versionstabelle enthält %1, die Sicherung hat %2.</translation>
    </message>
    <message>
        <source>Databases of the kind &quot;%1&quot; cannot be backed up.</source>
        <translation>Datenbanken der Art „%1“ lassen sich nicht sichern.</translation>
    </message>
    <message>
        <source>The folder of backups %1 cannot be written.</source>
        <translation>In den Sicherungsordner %1 lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Reading the backup</source>
        <translation>Die Sicherung wird gelesen</translation>
    </message>
    <message>
        <source>Wrong usage: %1</source>
        <translation>Falscher Aufruf: %1</translation>
    </message>
    <message>
        <source>Cannot read %1.</source>
        <translation>%1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1 ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Because: %1</source>
        <translation>Ursache: %1</translation>
    </message>
    <message>
        <source>Cannot write %1.</source>
        <translation>%1 lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; at most %3 are read.</source>
        <translation>%1 hat %2 Bytes; höchstens %3 werden gelesen.</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 existiert bereits.</translation>
    </message>
    <message>
        <source>Cannot open %1.</source>
        <translation>%1 lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Cannot lock %1.</source>
        <translation>%1 lässt sich nicht sperren.</translation>
    </message>
    <message>
        <source>Another program is using %1.</source>
        <translation>Ein anderes Programm verwendet %1.</translation>
    </message>
    <message>
        <source>Cannot start %1.</source>
        <translation>%1 lässt sich nicht starten.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message>
        <source>%1 ended before it was done.</source>
        <translation>%1 endete vorzeitig.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>%1 was killed or crashed.</source>
        <translation>%1 wurde abgeschossen oder ist abgestürzt.</translation>
    </message>
    <message>
        <source>%1 ended with exit code %2.</source>
        <translation>%1 endete mit dem Exit-Code %2.</translation>
    </message>
    <message>
        <source>%1 is there already and is not a folder.</source>
        <translation>%1 gibt es schon, und es ist kein Ordner.</translation>
    </message>
    <message>
        <source>%1 is not empty; the demo needs a folder of its own.</source>
        <translation>%1 ist nicht leer; das Beispielprojekt braucht einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>The demo&apos;s database %1 could not be written.</source>
        <translation>Die Beispieldatenbank %1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>%1 showed no sign of life for %2 seconds and was stopped.</source>
        <translation>%1 gab %2 Sekunden lang kein Lebenszeichen und wurde beendet.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>A connection string is made of key=value pairs; &quot;=&quot; is missing.</source>
        <translation>Eine Verbindungszeichenkette besteht aus Paaren der Form Schlüssel=Wert; „=“ fehlt.</translation>
    </message>
    <message>
        <source>A quote is not closed in the connection string (at &quot;%1&quot;).</source>
        <translation>In der Verbindungszeichenkette ist ein Anführungszeichen nicht geschlossen (bei „%1“).</translation>
    </message>
    <message>
        <source>No database server answers at %1.</source>
        <translation>Unter %1 antwortet kein Datenbankserver.</translation>
    </message>
    <message>
        <source>Nobody knows the host of %1.</source>
        <translation>Der Host von %1 ist unbekannt.</translation>
    </message>
    <message>
        <source>The server refuses the user or the password for %1.</source>
        <translation>Der Server lehnt Benutzer oder Passwort für %1 ab.</translation>
    </message>
    <message>
        <source>The server of %1 asks for a password, and none was given.</source>
        <translation>Der Server von %1 verlangt ein Passwort, aber es wurde keines angegeben.</translation>
    </message>
    <message>
        <source>There is no such database: %1.</source>
        <translation>Diese Datenbank gibt es nicht: %1.</translation>
    </message>
    <message>
        <source>This is not a database file: %1.</source>
        <translation>Dies ist keine Datenbankdatei: %1.</translation>
    </message>
    <message>
        <source>The server of %1 takes no more connections at present.</source>
        <translation>Der Server von %1 nimmt zurzeit keine weiteren Verbindungen an.</translation>
    </message>
    <message>
        <source>The server of %1 is starting up, shutting down or recovering.</source>
        <translation>Der Server von %1 startet gerade, fährt herunter oder führt ein Recovery durch.</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted and certified as demanded.</source>
        <translation>Die Verbindung zu %1 ist nicht wie verlangt verschlüsselt und zertifiziert.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>Die Verbindung zu %1 ging verloren.</translation>
    </message>
    <message>
        <source>The statement was stopped at the server of %1, by its time limit or by somebody.</source>
        <translation>Die Anweisung wurde auf dem Server von %1 beendet, durch sein Zeitlimit oder von jemandem.</translation>
    </message>
    <message>
        <source>The statement took longer than its time limit on %1.</source>
        <translation>Die Anweisung hat ihr Zeitlimit auf %1 überschritten.</translation>
    </message>
    <message>
        <source>Somebody else holds a lock on %1; waiting for it took too long.</source>
        <translation>Jemand anders hält eine Sperre auf %1; das Warten darauf hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>Two sessions waited for each other on %1; the server stopped this one.</source>
        <translation>Zwei Sitzungen haben auf %1 aufeinander gewartet (Deadlock); der Server hat diese beendet.</translation>
    </message>
    <message>
        <source>A table that the statement names is not there in %1.</source>
        <translation>Eine Tabelle aus der Anweisung gibt es in %1 nicht.</translation>
    </message>
    <message>
        <source>The session on %1 may only read.</source>
        <translation>Die Sitzung auf %1 darf nur lesen.</translation>
    </message>
    <message>
        <source>The user lacks the rights for this on %1.</source>
        <translation>Dem Benutzer fehlen dafür die Rechte auf %1.</translation>
    </message>
    <message>
        <source>The server of %1 has no space left.</source>
        <translation>Der Server von %1 hat keinen Speicherplatz mehr.</translation>
    </message>
    <message>
        <source>The data of %1 are damaged.</source>
        <translation>Die Daten von %1 sind beschädigt.</translation>
    </message>
    <message>
        <source>Cannot connect to %1.</source>
        <translation>Verbindung zu %1 nicht möglich.</translation>
    </message>
    <message>
        <source>The database %1 refuses a statement.</source>
        <translation>Die Datenbank %1 lehnt eine Anweisung ab.</translation>
    </message>
    <message>
        <source>%1 could not write: the disk is full.</source>
        <translation>%1 konnte nicht schreiben: Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>%1 could not write: the file may not grow any more.</source>
        <translation>%1 konnte nicht schreiben: Die Datei darf nicht weiter wachsen.</translation>
    </message>
    <message>
        <source>%1 could not write.</source>
        <translation>%1 konnte nicht schreiben.</translation>
    </message>
    <message>
        <source>%1 was not let in to %2: wrong user or password, or a right is missing.</source>
        <translation>%1 wurde bei %2 nicht eingelassen: Benutzer oder Passwort ist falsch, oder ein Recht fehlt.</translation>
    </message>
    <message>
        <source>%1 lost the connection to %2.</source>
        <translation>%1 hat die Verbindung zu %2 verloren.</translation>
    </message>
    <message>
        <source>%1 gave up waiting for a table lock in %2: another session holds it.</source>
        <translation>%1 hat das Warten auf eine Tabellensperre in %2 aufgegeben: Eine andere Sitzung hält sie.</translation>
    </message>
    <message>
        <source>%1 could not connect to %2.</source>
        <translation>%1 konnte sich nicht mit %2 verbinden.</translation>
    </message>
    <message>
        <source>The server is %1 %2 and needs %3 of %1, version %4 or newer. Found: %5. Install %6, or set the folder of the client programs.</source>
        <translation>Der Server ist %1 %2 und braucht %3 von %1 in Version %4 oder neuer. Gefunden: %5. Installieren Sie %6 oder geben Sie den Ordner der Client-Programme an.</translation>
    </message>
    <message>
        <source>%1 ended well but the dump has no end.</source>
        <translation>%1 endete ohne Fehler, aber dem Dump fehlt das Ende.</translation>
    </message>
    <message>
        <source>Dumping</source>
        <translation>Dump läuft</translation>
    </message>
    <message>
        <source>%1 %2 (table %3 of %4)</source>
        <translation>%1 %2 (Tabelle %3 von %4)</translation>
    </message>
    <message>
        <source>Reading the dump</source>
        <translation>Der Dump wird gelesen</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Wiederherstellung läuft</translation>
    </message>
    <message>
        <source>The backup is of a server %1 and this one is %2: it may not understand it.</source>
        <translation>Die Sicherung stammt von einem Server %1, dieser hier ist %2: Er versteht sie womöglich nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a database: 1 to 64 characters.</source>
        <translation>„%1“ ist als Datenbankname nicht möglich: 1 bis 64 Zeichen.</translation>
    </message>
    <message>
        <source>The connection option %1 contains &quot;;&quot;, which the driver cannot pass on.</source>
        <translation>Die Verbindungsoption %1 enthält „;“, das der Treiber nicht weitergeben kann.</translation>
    </message>
    <message>
        <source>Reading the archive</source>
        <translation>Das Archiv wird gelesen</translation>
    </message>
    <message>
        <source>%1 is too old for the server of %2.</source>
        <translation>%1 ist zu alt für den Server von %2.</translation>
    </message>
    <message>
        <source>%1 is too old for this archive.</source>
        <translation>%1 ist zu alt für dieses Archiv.</translation>
    </message>
    <message>
        <source>%1 was not let in to %2: wrong user or password.</source>
        <translation>%1 wurde bei %2 nicht eingelassen: Benutzer oder Passwort ist falsch.</translation>
    </message>
    <message>
        <source>%1 was not let in to %2: a password is needed.</source>
        <translation>%1 wurde bei %2 nicht eingelassen: Es wird ein Passwort verlangt.</translation>
    </message>
    <message>
        <source>%1 could not write: the disk quota is used up.</source>
        <translation>%1 konnte nicht schreiben: Das Kontingent (Quota) ist erschöpft.</translation>
    </message>
    <message>
        <source>%1 cannot read the archive: it is damaged.</source>
        <translation>%1 kann das Archiv nicht lesen: Es ist beschädigt.</translation>
    </message>
    <message>
        <source>The server is PostgreSQL %1 and needs pg_dump %2 or newer. Found: %3. Install postgresql-client-%2, or set the folder of the client programs.</source>
        <translation>Der Server ist PostgreSQL %1 und braucht pg_dump %2 oder neuer. Gefunden: %3. Installieren Sie postgresql-client-%2 oder geben Sie den Ordner der Client-Programme an.</translation>
    </message>
    <message>
        <source>The backup was written by pg_dump %1 and needs pg_restore %1 or newer. Found: %2. Install postgresql-client-%1, or set the folder of the client programs.</source>
        <translation>Die Sicherung wurde mit pg_dump %1 geschrieben und braucht pg_restore %1 oder neuer. Gefunden: %2. Installieren Sie postgresql-client-%1 oder geben Sie den Ordner der Client-Programme an.</translation>
    </message>
    <message>
        <source>The key of the client certificate has a passphrase, which cannot be handed to pg_dump and pg_restore.</source>
        <translation>Der Schlüssel des Client-Zertifikats hat eine Passphrase, die sich nicht an pg_dump und pg_restore übergeben lässt.</translation>
    </message>
    <message>
        <source>Sessions in database %1 could not be ended: %2.</source>
        <translation>Sitzungen in der Datenbank %1 ließen sich nicht beenden: %2.</translation>
    </message>
    <message>
        <source>Database %1 is in use by %2 session(s): %3. Nothing was changed.</source>
        <translation>Die Datenbank %1 wird von %2 Sitzung(en) verwendet: %3. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The backup is of PostgreSQL %1 and this server is %2: an older server may not understand it.</source>
        <translation>Die Sicherung stammt von PostgreSQL %1, dieser Server ist %2: Ein älterer Server versteht sie womöglich nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a database: 1 to 63 bytes.</source>
        <translation>„%1“ ist als Datenbankname nicht möglich: 1 bis 63 Bytes.</translation>
    </message>
    <message>
        <source>Out of memory.</source>
        <translation>Der Arbeitsspeicher ist erschöpft.</translation>
    </message>
    <message>
        <source>%1 is locked: another program is using it.</source>
        <translation>%1 ist gesperrt: Ein anderes Programm verwendet die Datei.</translation>
    </message>
    <message>
        <source>%1 is not a SQLite database, or it is encrypted.</source>
        <translation>%1 ist keine SQLite-Datenbank, oder sie ist verschlüsselt.</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation>%1 ist beschädigt.</translation>
    </message>
    <message>
        <source>Cannot write %1: the disk is full.</source>
        <translation>%1 lässt sich nicht schreiben: Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>SQLite refused a statement on %1.</source>
        <translation>SQLite hat eine Anweisung auf %1 abgelehnt.</translation>
    </message>
    <message>
        <source>Cannot replace %1.</source>
        <translation>%1 lässt sich nicht ersetzen.</translation>
    </message>
    <message>
        <source>%1 is open in another program: %2. Close it there first.</source>
        <translation>%1 ist in einem anderen Programm geöffnet: %2. Schließen Sie es dort zuerst.</translation>
    </message>
    <message>
        <source>A database in memory cannot be backed up.</source>
        <translation>Eine Datenbank im Arbeitsspeicher lässt sich nicht sichern.</translation>
    </message>
    <message>
        <source>The copy %1 is not as long as it should be.</source>
        <translation>Die Kopie %1 ist nicht so lang, wie sie sein sollte.</translation>
    </message>
    <message>
        <source>Copying the database</source>
        <translation>Die Datenbank wird kopiert</translation>
    </message>
    <message>
        <source>Checking the database&apos;s structure</source>
        <translation>Die Struktur der Datenbank wird geprüft</translation>
    </message>
    <message>
        <source>Counting rows of %1</source>
        <translation>Zeilen von %1 werden gezählt</translation>
    </message>
    <message>
        <source>Restoring the database</source>
        <translation>Die Datenbank wird wiederhergestellt</translation>
    </message>
    <message>
        <source>An SQLite URL has no host and no user. A relative path follows three slashes (sqlite:///file.db), an absolute one four (sqlite:////folder/file.db).</source>
        <translation>Eine SQLite-URL hat weder Host noch Benutzer. Ein relativer Pfad folgt auf drei Schrägstriche (sqlite:///datei.db), ein absoluter auf vier (sqlite:////ordner/datei.db).</translation>
    </message>
    <message>
        <source>There is no database file %1.</source>
        <translation>Es gibt keine Datenbankdatei %1.</translation>
    </message>
    <message>
        <source>This is not a database URL. Examples: postgresql://user@host/database, sqlite:////path/to/file.db.</source>
        <translation>Das ist keine Datenbank-URL. Beispiele: postgresql://benutzer@host/datenbank, sqlite:////pfad/zur/datei.db.</translation>
    </message>
    <message>
        <source>The port is not a number from 1 to 65535. A &quot;@&quot;, &quot;:&quot; or &quot;/&quot; in a password must be written as %40, %3A or %2F.</source>
        <translation>Der Port ist keine Zahl von 1 bis 65535. „@“, „:“ und „/“ in einem Passwort müssen als %40, %3A und %2F geschrieben werden.</translation>
    </message>
    <message>
        <source>The database URL is empty.</source>
        <translation>Die Datenbank-URL ist leer.</translation>
    </message>
    <message>
        <source>The database URL contains a null character.</source>
        <translation>Die Datenbank-URL enthält ein Nullzeichen.</translation>
    </message>
    <message>
        <source>Espalier does not know databases of the kind &quot;%1&quot;.</source>
        <translation>Espalier kennt keine Datenbanken der Art „%1“.</translation>
    </message>
    <message>
        <source>The database is at %1, which no script of this project defines. Bring the missing script back, or stamp the database with --purge.</source>
        <translation>Die Datenbank steht auf %1, das kein Skript dieses Projekts definiert. Holen Sie das fehlende Skript zurück oder stempeln Sie die Datenbank mit --purge.</translation>
    </message>
    <message>
        <source>Alembic never finishes ordering these steps: its sorting loops on this tree. The order shown is Espalier&apos;s.</source>
        <translation>Alembic wird mit dem Ordnen dieser Schritte nie fertig: Seine Sortierung dreht sich bei diesem Baum im Kreis. Die gezeigte Reihenfolge ist die von Espalier.</translation>
    </message>
    <message>
        <source>Alembic cannot load this tree, so it runs no part of it.</source>
        <translation>Alembic kann diesen Baum nicht laden und führt deshalb keinen Teil davon aus.</translation>
    </message>
    <message>
        <source>Alembic cannot load this tree, so it runs no part of it: %1</source>
        <translation>Alembic kann diesen Baum nicht laden und führt deshalb keinen Teil davon aus: %1</translation>
    </message>
    <message>
        <source>Asked for by the target %1.</source>
        <translation>Vom Ziel %1 verlangt.</translation>
    </message>
    <message>
        <source>%1 follows it.</source>
        <translation>%1 folgt darauf.</translation>
    </message>
    <message>
        <source>%1 depends on it.</source>
        <translation>%1 hängt davon ab.</translation>
    </message>
    <message>
        <source>It follows %1, which is taken back.</source>
        <translation>Folgt auf %1, das zurückgenommen wird.</translation>
    </message>
    <message>
        <source>It depends on %1, which is taken back.</source>
        <translation>Hängt von %1 ab, das zurückgenommen wird.</translation>
    </message>
    <message>
        <source>%1 holds no Alembic project: no alembic.ini, no pyproject.toml with [tool.alembic], no versions folder.</source>
        <translation>%1 enthält kein Alembic-Projekt: weder alembic.ini noch pyproject.toml mit [tool.alembic] noch einen Ordner versions.</translation>
    </message>
    <message>
        <source>%1 names no scripts: it has no script_location.</source>
        <translation>%1 nennt keine Skripte: script_location fehlt.</translation>
    </message>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>Es gibt keine Datei und keinen Ordner %1.</translation>
    </message>
    <message>
        <source>%1 is neither a file nor a folder.</source>
        <translation>%1 ist weder Datei noch Ordner.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read.</source>
        <translation>Der Ordner %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This line is neither a section, an option nor a comment.</source>
        <translation>Diese Zeile ist weder Abschnitt noch Option noch Kommentar.</translation>
    </message>
    <message>
        <source>The file has an option before its first [section].</source>
        <translation>Die Datei hat eine Option vor ihrem ersten [Abschnitt].</translation>
    </message>
    <message>
        <source>Section [%1] stands twice in the file.</source>
        <translation>Der Abschnitt [%1] steht zweimal in der Datei.</translation>
    </message>
    <message>
        <source>Option %1 stands twice in section [%2].</source>
        <translation>Die Option %1 steht zweimal im Abschnitt [%2].</translation>
    </message>
    <message>
        <source>The file is not UTF-8 text.</source>
        <translation>Die Datei ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>Option %1 of section [%2] refers to itself.</source>
        <translation>Die Option %1 im Abschnitt [%2] verweist auf sich selbst.</translation>
    </message>
    <message>
        <source>Option %1 of section [%2] has a % that is neither %% nor %(name)s.</source>
        <translation>Die Option %1 im Abschnitt [%2] enthält ein %, das weder %% noch %(name)s ist.</translation>
    </message>
    <message>
        <source>Option %1 of section [%2] refers to %3, which is not there.</source>
        <translation>Die Option %1 im Abschnitt [%2] verweist auf %3, das es nicht gibt.</translation>
    </message>
    <message>
        <source>Option %1 of section [%2] grows too long when filled in.</source>
        <translation>Die Option %1 im Abschnitt [%2] wird eingesetzt zu lang.</translation>
    </message>
    <message>
        <source>tool.alembic is not a table.</source>
        <translation>tool.alembic ist keine Tabelle.</translation>
    </message>
    <message>
        <source>The file is not TOML.</source>
        <translation>Die Datei ist kein TOML.</translation>
    </message>
    <message>
        <source>%1 has a % that is neither %% nor %(here)s.</source>
        <translation>%1 enthält ein %, das weder %% noch %(here)s ist.</translation>
    </message>
    <message>
        <source>%1 should be a string.</source>
        <translation>%1 sollte eine Zeichenkette sein.</translation>
    </message>
    <message>
        <source>%1 should be a list of strings.</source>
        <translation>%1 sollte eine Liste von Zeichenketten sein.</translation>
    </message>
    <message>
        <source>%1 should be true or false.</source>
        <translation>%1 sollte true oder false sein.</translation>
    </message>
    <message>
        <source>The command has a quote or backslash without its end.</source>
        <translation>Im Befehl fehlt zu einem Anführungszeichen oder Backslash das Ende.</translation>
    </message>
    <message>
        <source>The command is started without a shell, so %1 would mean nothing: quote it, or put it into a script.</source>
        <translation>Der Befehl wird ohne Shell gestartet, %1 hätte also keine Wirkung: Setzen Sie es in Anführungszeichen oder schreiben Sie ein Skript.</translation>
    </message>
    <message>
        <source>The command for Python is empty.</source>
        <translation>Der Befehl für Python ist leer.</translation>
    </message>
    <message>
        <source>The command that was given.</source>
        <translation>Der angegebene Befehl.</translation>
    </message>
    <message>
        <source>UV_PROJECT_ENVIRONMENT names it for uv.</source>
        <translation>UV_PROJECT_ENVIRONMENT nennt es für uv.</translation>
    </message>
    <message>
        <source>The folder %1 of the project is a virtual environment.</source>
        <translation>Der Ordner %1 des Projekts ist eine virtuelle Umgebung.</translation>
    </message>
    <message>
        <source>VIRTUAL_ENV: it was active where Espalier was started.</source>
        <translation>VIRTUAL_ENV: war aktiv, als Espalier gestartet wurde.</translation>
    </message>
    <message>
        <source>pdm&apos;s file .pdm-python names it.</source>
        <translation>Die Datei .pdm-python von pdm nennt es.</translation>
    </message>
    <message>
        <source>poetry keeps it for this folder.</source>
        <translation>poetry führt es für diesen Ordner.</translation>
    </message>
    <message>
        <source>%1 names the conda environment %2.</source>
        <translation>%1 nennt die conda-Umgebung %2.</translation>
    </message>
    <message>
        <source>CONDA_PREFIX: it was active where Espalier was started.</source>
        <translation>CONDA_PREFIX: war aktiv, als Espalier gestartet wurde.</translation>
    </message>
    <message>
        <source>The file .python-version asks pyenv for %1.</source>
        <translation>Die Datei .python-version verlangt %1 von pyenv.</translation>
    </message>
    <message>
        <source>The system&apos;s own Python.</source>
        <translation>Das Python des Systems.</translation>
    </message>
    <message>
        <source>%1 did not answer as Python does.</source>
        <translation>%1 hat nicht so geantwortet, wie Python es tut.</translation>
    </message>
    <message>
        <source>script_location %1 is filled in by code; the settings&apos; own folder is read.</source>
        <translation>script_location %1 wird erst im Code eingesetzt; gelesen wird der Ordner der Einstellungen selbst.</translation>
    </message>
    <message>
        <source>There is no folder %1 (script_location).</source>
        <translation>Es gibt keinen Ordner %1 (script_location).</translation>
    </message>
    <message>
        <source>There is no folder %1 (version_locations).</source>
        <translation>Es gibt keinen Ordner %1 (version_locations).</translation>
    </message>
    <message>
        <source>Alembic also loads compiled scripts here (sourceless); they are not read.</source>
        <translation>Alembic lädt hier auch kompilierte Skripte (sourceless); sie werden nicht gelesen.</translation>
    </message>
    <message>
        <source>The file starts with a byte order mark, which Alembic does not accept.</source>
        <translation>Die Datei beginnt mit einer Bytereihenfolge-Marke (BOM), die Alembic nicht annimmt.</translation>
    </message>
    <message>
        <source>There is no section [%1] in %2.</source>
        <translation>In %2 gibt es keinen Abschnitt [%1].</translation>
    </message>
    <message>
        <source>%1 is not a value of %2; Alembic takes space, newline, os, : and ;.</source>
        <translation>%1 ist kein Wert für %2; Alembic nimmt space, newline, os, : und ;.</translation>
    </message>
    <message>
        <source>The list of trusted projects is damaged; no project counts as trusted.</source>
        <translation>Die Liste der vertrauten Projekte ist beschädigt; kein Projekt gilt als vertraut.</translation>
    </message>
    <message>
        <source>Cannot make the folder %1.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The code of %1 may not run yet: its env.py and migration scripts are programs. Allow it once if you trust them.</source>
        <translation>Der Code von %1 darf noch nicht laufen: env.py und die Migrationsskripte sind Programme. Erlauben Sie es einmal, wenn Sie ihnen vertrauen.</translation>
    </message>
    <message>
        <source>The project&apos;s env.py connects to %1, not to %2: it takes its address from somewhere else. Nothing was run.</source>
        <translation>Die env.py des Projekts verbindet sich mit %1, nicht mit %2: Sie nimmt ihre Adresse von woanders. Es wurde nichts ausgeführt.</translation>
    </message>
    <message>
        <source>The project&apos;s env.py gives Alembic no database connection.</source>
        <translation>Die env.py des Projekts gibt Alembic keine Datenbankverbindung.</translation>
    </message>
    <message>
        <source>The bridge refused: %1.</source>
        <translation>Die Brücke hat abgelehnt: %1.</translation>
    </message>
    <message>
        <source>%1 ended without starting Alembic.</source>
        <translation>%1 endete, ohne Alembic zu starten.</translation>
    </message>
    <message>
        <source>%1 has no Alembic.</source>
        <translation>%1 hat kein Alembic.</translation>
    </message>
    <message>
        <source>The bridge to Alembic speaks another language.</source>
        <translation>Die Brücke zu Alembic spricht eine andere Sprache.</translation>
    </message>
    <message>
        <source>Alembic would run other steps than planned, from %1: %2. The scripts or the database have changed since the plan was made; make it again.</source>
        <translation>Alembic würde andere Schritte ausführen als geplant, ab %1: %2. Skripte oder Datenbank haben sich seit dem Plan geändert; planen Sie neu.</translation>
    </message>
    <message>
        <source>After revision %1 the version table holds %2, but the plan says %3: stopped before the next step.</source>
        <translation>Nach der Revision %1 enthält die Versionstabelle %2, laut Plan aber %3: vor dem nächsten Schritt angehalten.</translation>
    </message>
    <message>
        <source>The project&apos;s code failed before the first step: %1</source>
        <translation>Der Code des Projekts ist vor dem ersten Schritt fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Revision %1 failed: %2</source>
        <translation>Die Revision %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>The project&apos;s code failed after the last step: %1</source>
        <translation>Der Code des Projekts ist nach dem letzten Schritt fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Alembic ended with an error.</source>
        <translation>Alembic endete mit einem Fehler.</translation>
    </message>
    <message>
        <source>Python ended before Alembic was done.</source>
        <translation>Python endete, bevor Alembic fertig war.</translation>
    </message>
    <message>
        <source>Python ended in the middle of revision %1.</source>
        <translation>Python endete mitten in der Revision %1.</translation>
    </message>
    <message>
        <source>All steps were run, but what is applied could not be read afterwards.</source>
        <translation>Alle Schritte wurden ausgeführt, aber danach ließ sich nicht lesen, was angewendet ist.</translation>
    </message>
    <message>
        <source>All steps were run, but the project&apos;s env.py did not commit them: the database is where it was.</source>
        <translation>Alle Schritte wurden ausgeführt, aber die env.py des Projekts hat sie nicht per Commit bestätigt: Die Datenbank steht, wo sie war.</translation>
    </message>
    <message>
        <source>All steps were run, but the database is at %1 instead of %2.</source>
        <translation>Alle Schritte wurden ausgeführt, aber die Datenbank steht auf %1 statt auf %2.</translation>
    </message>
    <message>
        <source>What is applied could not be read afterwards: read it again before anything else.</source>
        <translation>Was angewendet ist, ließ sich danach nicht lesen: Lesen Sie es neu, bevor Sie etwas anderes tun.</translation>
    </message>
    <message>
        <source>The database is at %1.</source>
        <translation>Die Datenbank steht auf %1.</translation>
    </message>
    <message>
        <source>Nothing was applied: the database is at %1 as before.</source>
        <translation>Es wurde nichts angewendet: Die Datenbank steht wie zuvor auf %1.</translation>
    </message>
    <message>
        <source>The database is at %1: %2 of %3 steps stand.</source>
        <translation>Die Datenbank steht auf %1: %2 von %3 Schritten gelten.</translation>
    </message>
    <message>
        <source>Parts of revision %1 may stand: schema changes are not undone here.</source>
        <translation>Teile der Revision %1 können bestehen bleiben: Schemaänderungen werden hier nicht zurückgerollt.</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>No Python environment was chosen to run Alembic with.</source>
        <translation>Es wurde keine Python-Umgebung gewählt, in der Alembic laufen soll.</translation>
    </message>
    <message>
        <source>The database is at %1 now, but the plan begins at %2: make the plan again.</source>
        <translation>Die Datenbank steht jetzt auf %1, der Plan beginnt aber bei %2: Planen Sie neu.</translation>
    </message>
    <message>
        <source>%1 is not the record of a run.</source>
        <translation>%1 ist kein Protokoll eines Laufs.</translation>
    </message>
    <message>
        <source>Cannot write the journal %1.</source>
        <translation>Das Journal %1 lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>There is no record of a run %1.</source>
        <translation>Es gibt kein Protokoll eines Laufs %1.</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>Es gibt nichts zu exportieren.</translation>
    </message>
    <message>
        <source>The image would be too large. The largest scale that works here is %1 %.</source>
        <translation>Das Bild würde zu groß. Der größte Maßstab, der hier geht, ist %1 %.</translation>
    </message>
    <message>
        <source>There is not enough memory for the image.</source>
        <translation>Der Arbeitsspeicher reicht für das Bild nicht aus.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Kept in memory until the window closes.</source>
        <translation>Bleibt im Arbeitsspeicher, bis das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>%1 is not a size such as 1280x800.</source>
        <translation>%1 ist keine Größe wie 1280x800.</translation>
    </message>
    <message>
        <source>One project at a time: %1 is too much.</source>
        <translation>Nur ein Projekt auf einmal: %1 ist zu viel.</translation>
    </message>
    <message>
        <source>%1 is not a theme; there are light, dark and auto.</source>
        <translation>%1 ist kein Thema; es gibt light, dark und auto.</translation>
    </message>
    <message>
        <source>%1 is not a scale between 0.5 and 8.</source>
        <translation>%1 ist kein Maßstab zwischen 0.5 und 8.</translation>
    </message>
    <message>
        <source>Writing to disk</source>
        <translation>Wird auf den Datenträger geschrieben</translation>
    </message>
    <message>
        <source>The project %1 holds no database URL that can be read without running code: give --url.</source>
        <translation>Das Projekt %1 enthält keine Datenbank-URL, die sich ohne Ausführen von Code lesen lässt: Geben Sie --url an.</translation>
    </message>
    <message>
        <source>Give --url, or a project that holds the URL of its database.</source>
        <translation>Geben Sie --url an oder ein Projekt, das die URL seiner Datenbank enthält.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no duration: write 5s, 500ms or 2min.</source>
        <translation>„%1“ ist keine Dauer: Schreiben Sie 5s, 500ms oder 2min.</translation>
    </message>
    <message>
        <source>This version runs plans through Alembic only.</source>
        <translation>Diese Version führt Pläne nur mit Alembic aus.</translation>
    </message>
    <message>
        <source>This version cannot rehearse yet.</source>
        <translation>Diese Version kann noch nicht proben.</translation>
    </message>
    <message>
        <source>Nobody is there to ask before a downgrade or on production: give --yes.</source>
        <translation>Vor einem Downgrade oder auf Produktion ist niemand da, der antworten könnte: Geben Sie --yes an.</translation>
    </message>
    <message>
        <source>%1 is older than anything Espalier was made for.</source>
        <translation>%1 ist älter als alles, wofür Espalier gemacht ist.</translation>
    </message>
    <message>
        <source>Espalier has not been tried with %1.</source>
        <translation>Espalier wurde mit %1 noch nicht erprobt.</translation>
    </message>
    <message>
        <source>The server does not say which version it is (%1).</source>
        <translation>Der Server sagt nicht, welche Version er hat (%1).</translation>
    </message>
    <message>
        <source>This server is a standby: it can only be read.</source>
        <translation>Dieser Server ist ein Standby: Er lässt sich nur lesen.</translation>
    </message>
    <message>
        <source>This session can only read.</source>
        <translation>Diese Sitzung kann nur lesen.</translation>
    </message>
    <message>
        <source>The connection is not encrypted: whoever listens on the network reads along.</source>
        <translation>Die Verbindung ist unverschlüsselt: Wer im Netz mithört, liest mit.</translation>
    </message>
    <message>
        <source>A saved connection has no id.</source>
        <translation>Eine gespeicherte Verbindung hat keine Kennung.</translation>
    </message>
    <message>
        <source>The list of saved connections cannot be understood; it is left as it is.</source>
        <translation>Die Liste der gespeicherten Verbindungen ist unverständlich; sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>This is not JSON (%1).</source>
        <translation>Das ist kein JSON (%1).</translation>
    </message>
    <message>
        <source>The file was written by another version of Espalier.</source>
        <translation>Die Datei wurde von einer anderen Espalier-Version geschrieben.</translation>
    </message>
    <message>
        <source>Qt&apos;s driver %1 is not installed; without it %2 cannot be used.</source>
        <translation>Der Qt-Treiber %1 ist nicht installiert; ohne ihn ist %2 nicht nutzbar.</translation>
    </message>
    <message>
        <source>Passwords are kept in the desktop&apos;s keychain.</source>
        <translation>Passwörter liegen im Schlüsselbund der Desktopumgebung.</translation>
    </message>
    <message>
        <source>The keychain does not answer; it may be waiting to be unlocked.</source>
        <translation>Der Schlüsselbund antwortet nicht; vielleicht wartet er darauf, entsperrt zu werden.</translation>
    </message>
    <message>
        <source>The keychain refuses access.</source>
        <translation>Der Schlüsselbund verweigert den Zugriff.</translation>
    </message>
    <message>
        <source>The keychain does not work.</source>
        <translation>Der Schlüsselbund funktioniert nicht.</translation>
    </message>
    <message>
        <source>Counting rows</source>
        <translation>Zeilen werden gezählt</translation>
    </message>
    <message>
        <source>The keychain did not give back what was put into it.</source>
        <translation>Der Schlüsselbund hat nicht zurückgegeben, was hineingelegt wurde.</translation>
    </message>
    <message>
        <source>No keychain can be used (%1). Passwords are kept in memory until Espalier is closed; nothing is written to disk.</source>
        <translation>Kein Schlüsselbund nutzbar (%1). Passwörter bleiben im Arbeitsspeicher, bis Espalier geschlossen wird; nichts wird auf den Datenträger geschrieben.</translation>
    </message>
    <message>
        <source>The driver of %1 cannot check the name in the server&apos;s certificate. Choose verify-ca, which checks who signed it.</source>
        <translation>Der Treiber von %1 kann den Namen im Zertifikat des Servers nicht prüfen. Wählen Sie verify-ca; das prüft, wer es ausgestellt hat.</translation>
    </message>
    <message>
        <source>The Python driver %1 cannot be given the TLS settings of this connection: put them into the project&apos;s own URL.</source>
        <translation>Dem Python-Treiber %1 lassen sich die TLS-Einstellungen dieser Verbindung nicht übergeben: Schreiben Sie sie in die URL des Projekts.</translation>
    </message>
    <message>
        <source>The script is not UTF-8 and names no other encoding.</source>
        <translation>Das Skript ist kein UTF-8 und nennt keine andere Kodierung.</translation>
    </message>
    <message>
        <source>The encoding %1 is not known.</source>
        <translation>Die Kodierung %1 ist unbekannt.</translation>
    </message>
    <message>
        <source>The script is not in the encoding %1 that it names.</source>
        <translation>Das Skript hat nicht die Kodierung %1, die es nennt.</translation>
    </message>
    <message>
        <source>The script holds a null byte; it is no Python text.</source>
        <translation>Das Skript enthält ein Nullbyte; es ist kein Python-Text.</translation>
    </message>
    <message>
        <source>The script has a UTF-8 byte order mark but names the encoding %1.</source>
        <translation>Das Skript hat eine UTF-8-Marke (BOM), nennt aber die Kodierung %1.</translation>
    </message>
    <message>
        <source>The script&apos;s syntax is too tangled to be read in time.</source>
        <translation>Die Syntax des Skripts ist zu verwickelt, um sie rechtzeitig zu lesen.</translation>
    </message>
    <message>
        <source>No script defines %1, the parent of %2.</source>
        <translation>Kein Skript definiert %1, den Vorgänger von %2.</translation>
    </message>
    <message>
        <source>No script defines %1, the parent of %2. A parent must be named by its whole id: is it %3?</source>
        <translation>Kein Skript definiert %1, den Vorgänger von %2. Ein Vorgänger muss mit der ganzen ID genannt werden: Ist es %3?</translation>
    </message>
    <message>
        <source>%2 depends on %1, which no script defines.</source>
        <translation>%2 hängt von %1 ab, das kein Skript definiert.</translation>
    </message>
    <message>
        <source>%2 depends on %1, which no script defines. It must be a whole id or a branch label: is it %3?</source>
        <translation>%2 hängt von %1 ab, das kein Skript definiert. Es muss eine ganze ID oder ein Branch-Label sein: Ist es %3?</translation>
    </message>
    <message>
        <source>Revision %1 names itself as its parent.</source>
        <translation>Die Revision %1 nennt sich selbst als Vorgänger.</translation>
    </message>
    <message>
        <source>Revision %1 depends on itself.</source>
        <translation>Die Revision %1 hängt von sich selbst ab.</translation>
    </message>
    <message>
        <source>Revisions are each other&apos;s ancestors (%3): %1 has the parent %2, which comes after it. Espalier leaves this link out.</source>
        <translation>Revisionen sind gegenseitig Vorfahren (%3): %1 hat den Vorgänger %2, der erst danach kommt. Espalier lässt diese Verbindung weg.</translation>
    </message>
    <message>
        <source>Revisions are each other&apos;s ancestors (%3): %1 has the parent %2, which comes after it. Alembic does not notice.</source>
        <translation>Revisionen sind gegenseitig Vorfahren (%3): %1 hat den Vorgänger %2, der erst danach kommt. Alembic bemerkt es nicht.</translation>
    </message>
    <message>
        <source>Revisions depend on each other (%3): %1 depends on %2, which comes after it. Espalier leaves this dependency out.</source>
        <translation>Revisionen hängen gegenseitig voneinander ab (%3): %1 hängt von %2 ab, das erst danach kommt. Espalier lässt diese Abhängigkeit weg.</translation>
    </message>
    <message>
        <source>Revisions depend on each other (%3): %1 depends on %2, which comes after it. Alembic does not notice.</source>
        <translation>Revisionen hängen gegenseitig voneinander ab (%3): %1 hängt von %2 ab, das erst danach kommt. Alembic bemerkt es nicht.</translation>
    </message>
    <message>
        <source>Revision %1 stands in %2 and again in %3. Alembic takes the last one, and fails where it goes through all heads.</source>
        <translation>Die Revision %1 steht in %2 und noch einmal in %3. Alembic nimmt die letzte und scheitert, wo es alle Heads durchgeht.</translation>
    </message>
    <message>
        <source>The branch label %1 of %2 is already used by %3.</source>
        <translation>Das Branch-Label %1 von %2 wird schon von %3 verwendet.</translation>
    </message>
    <message>
        <source>Alembic does not allow %2 in a revision&apos;s id: %1.</source>
        <translation>Alembic erlaubt %2 in der ID einer Revision nicht: %1.</translation>
    </message>
    <message>
        <source>The id %1 has %2 characters; the version table that Alembic makes holds 32.</source>
        <translation>Die ID %1 hat %2 Zeichen; die Versionstabelle, die Alembic anlegt, fasst 32.</translation>
    </message>
    <message>
        <source>The tree has %1 heads (%2), so that &quot;head&quot; names none.</source>
        <translation>Der Baum hat %1 Heads (%2), sodass „head“ keinen benennt.</translation>
    </message>
    <message>
        <source>Alembic never finishes here: revisions that are each other&apos;s ancestors (%1) make its sort go back and forth between them for ever.</source>
        <translation>Alembic wird hier nie fertig: Bei Revisionen, die gegenseitig Vorfahren sind (%1), läuft seine Sortierung endlos hin und her.</translation>
    </message>
    <message>
        <source>There are no revision scripts yet.</source>
        <translation>Es gibt noch keine Revisionsskripte.</translation>
    </message>
    <message>
        <source>There is no revision or branch &quot;%1&quot;.</source>
        <translation>Es gibt weder Revision noch Branch „%1“.</translation>
    </message>
    <message>
        <source>There is no branch &quot;%1&quot;.</source>
        <translation>Es gibt keinen Branch „%1“.</translation>
    </message>
    <message>
        <source>Several revisions begin with &quot;%1&quot;: %2. Give more of the id.</source>
        <translation>Mehrere Revisionen beginnen mit „%1“: %2. Geben Sie mehr von der ID an.</translation>
    </message>
    <message>
        <source>The steps lead to a fork: %1. Name a revision or a branch.</source>
        <translation>Die Schritte führen zu einer Gabelung: %1. Nennen Sie eine Revision oder einen Branch.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is ambiguous, since the database stands at several revisions. Name a revision or a branch.</source>
        <translation>„%1“ ist mehrdeutig, da die Datenbank auf mehreren Revisionen steht. Nennen Sie eine Revision oder einen Branch.</translation>
    </message>
    <message>
        <source>Revision %1 is not on the branch &quot;%2&quot;.</source>
        <translation>Die Revision %1 liegt nicht auf dem Branch „%2“.</translation>
    </message>
    <message>
        <source>There are several heads for &quot;%1&quot;: %2. Name one, or &quot;heads&quot; for all of them, or a branch with &quot;branch@head&quot;.</source>
        <translation>Zu „%1“ gibt es mehrere Heads: %2. Nennen Sie einen, oder „heads“ für alle, oder einen Branch mit „branch@head“.</translation>
    </message>
    <message>
        <source>Revision %1 already includes %2, which is asked for or recorded beside it.</source>
        <translation>Die Revision %1 schließt %2 schon ein, das daneben verlangt oder eingetragen ist.</translation>
    </message>
    <message>
        <source>Revision %1 is not an ancestor of %2.</source>
        <translation>Die Revision %1 ist kein Vorfahr von %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not below the revisions at which the database stands.</source>
        <translation>„%1“ liegt nicht unterhalb der Revisionen, auf denen die Datenbank steht.</translation>
    </message>
    <message>
        <source>There are not as many revisions that way: %1.</source>
        <translation>So viele Revisionen gibt es in dieser Richtung nicht: %1.</translation>
    </message>
    <message>
        <source>A range such as &quot;%1&quot; can&apos;t be a target.</source>
        <translation>Ein Bereich wie „%1“ kann kein Ziel sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a range: it must be FROM:TO, and either may be left out.</source>
        <translation>„%1“ ist kein Bereich: Er lautet VON:BIS, wobei eines fehlen darf.</translation>
    </message>
    <message>
        <source>A fault of the tree lies on the way: %1 or an ancestor of it is broken.</source>
        <translation>Auf dem Weg liegt ein Fehler im Baum: %1 oder ein Vorfahr davon ist defekt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; leads to no revision.</source>
        <translation>„%1“ führt zu keiner Revision.</translation>
    </message>
    <message>
        <source>Some of these revisions can&apos;t be reached from the target.</source>
        <translation>Einige dieser Revisionen sind vom Ziel aus nicht erreichbar.</translation>
    </message>
    <message>
        <source>No target is given.</source>
        <translation>Es ist kein Ziel angegeben.</translation>
    </message>
    <message>
        <source>After %1, Alembic would fail to update the version table, which would hold %2 then.</source>
        <translation>Nach %1 könnte Alembic die Versionstabelle nicht fortschreiben, in der dann %2 stünde.</translation>
    </message>
    <message>
        <source>The script of %1 has no down_revision; Alembic cannot load it.</source>
        <translation>Dem Skript von %1 fehlt down_revision; Alembic kann es nicht laden.</translation>
    </message>
    <message>
        <source>%1 cannot be known without running the script: %2</source>
        <translation>%1 ist ohne Ausführen des Skripts nicht zu ermitteln: %2</translation>
    </message>
    <message>
        <source>%1 is not what Alembic takes for it.</source>
        <translation>%1 ist nicht das, was Alembic dafür annimmt.</translation>
    </message>
    <message>
        <source>The script does not set `revision`; Alembic cannot tell its id.</source>
        <translation>Das Skript setzt „revision“ nicht; Alembic kann seine ID nicht ermitteln.</translation>
    </message>
    <message>
        <source>The script is not Python 3: syntax error at “%1”.</source>
        <translation>Das Skript ist kein Python 3: Syntaxfehler bei „%1“.</translation>
    </message>
    <message>
        <source>No Python environment with Alembic was found for %1: give the command that starts its Python.</source>
        <translation>Für %1 wurde keine Python-Umgebung mit Alembic gefunden: Geben Sie den Befehl an, der ihr Python startet.</translation>
    </message>
    <message>
        <source>The project&apos;s own Alembic is used: %1. %2</source>
        <translation>Verwendet wird das Alembic des Projekts: %1. %2</translation>
    </message>
    <message>
        <source>%1 does not say which database it is.</source>
        <translation>%1 sagt nicht, welche Datenbank es ist.</translation>
    </message>
    <message>
        <source>A database in memory cannot be upgraded from outside.</source>
        <translation>Ein Upgrade einer Datenbank im Arbeitsspeicher ist von außen nicht möglich.</translation>
    </message>
    <message>
        <source>%1 has no limit for waiting on locks.</source>
        <translation>%1 hat kein Limit für das Warten auf Sperren.</translation>
    </message>
    <message>
        <source>The script folder %1 does not exist.</source>
        <translation>Den Skriptordner %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The script cannot be read: %1.</source>
        <translation>Das Skript ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The script is not a regular file.</source>
        <translation>Das Skript ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>Der Ordner ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The link leads nowhere: %1.</source>
        <translation>Die Verknüpfung führt ins Leere: %1.</translation>
    </message>
    <message>
        <source>The script is reached twice; Alembic ignores it the second time.</source>
        <translation>Das Skript ist auf zwei Wegen erreichbar; Alembic übergeht es beim zweiten Mal.</translation>
    </message>
    <message>
        <source>The script has %1 bytes; only its header was read.</source>
        <translation>Das Skript hat %1 Bytes; nur sein Kopf wurde gelesen.</translation>
    </message>
    <message>
        <source>The script has %1 bytes and no plain header; it was not read.</source>
        <translation>Das Skript hat %1 Bytes und keinen einfachen Kopf; es wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The project %1 takes its database URL from %2, which cannot be known without running code: give --url.</source>
        <translation>Das Projekt %1 nimmt seine Datenbank-URL aus %2, das ohne Ausführen von Code nicht zu ermitteln ist: Geben Sie --url an.</translation>
    </message>
    <message>
        <source>env.py sets the version table to %1, which cannot be known without running it; the default is assumed.</source>
        <translation>env.py setzt die Versionstabelle auf %1, das ohne Ausführen nicht zu ermitteln ist; angenommen wird der Standardname.</translation>
    </message>
    <message>
        <source>%1 holds %2 projects; name one of them:</source>
        <translation>%1 enthält %2 Projekte; nennen Sie eines davon:</translation>
    </message>
    <message>
        <source>The scripts stand in folders below %1, which no setting names; all are read. Open one of the folders to see it alone.</source>
        <translation>Die Skripte liegen in Ordnern unter %1, die keine Einstellung nennt; alle werden gelesen. Öffnen Sie einen der Ordner, um ihn allein zu sehen.</translation>
    </message>
    <message>
        <source>The script of %1 has no %2(), so that Alembic takes none of these steps.</source>
        <translation>Das Skript von %1 hat kein %2(); Alembic führt deshalb keinen dieser Schritte aus.</translation>
    </message>
    <message>
        <source>The script itself does not set %1, and this line could only by what it imports; taken as not set.</source>
        <translation>Das Skript selbst setzt %1 nicht, und diese Zeile könnte es nur durch das, was sie importiert; gilt als nicht gesetzt.</translation>
    </message>
    <message>
        <source>The unfinished database %1 is on another server: give --url of that one.</source>
        <translation>Die unfertige Datenbank %1 liegt auf einem anderen Server: Geben Sie dessen --url an.</translation>
    </message>
    <message>
        <source>The unfinished restore into %1 is of an unknown kind of database.</source>
        <translation>Die unfertige Wiederherstellung in %1 gehört zu einer unbekannten Art von Datenbank.</translation>
    </message>
    <message>
        <source>A restore of backup %1 into %2 is running.</source>
        <translation>Eine Wiederherstellung der Sicherung %1 in %2 läuft.</translation>
    </message>
    <message>
        <source>A restore of backup %1 into %2 was interrupted: what it had made is in %3 and not whole.</source>
        <translation>Eine Wiederherstellung der Sicherung %1 in %2 wurde unterbrochen: Das bis dahin Erzeugte liegt in %3 und ist nicht vollständig.</translation>
    </message>
    <message>
        <source>A restore of backup %1 over %2 was interrupted while it took the old one&apos;s place: the restored content is in %2 or in %3.</source>
        <translation>Eine Wiederherstellung der Sicherung %1 über %2 wurde unterbrochen, während sie an die Stelle des Alten trat: Der wiederhergestellte Inhalt liegt in %2 oder in %3.</translation>
    </message>
    <message>
        <source>A restore of backup %1 over %2 was interrupted while it replaced the old content: %2 may be empty or not whole. Its old content is in backup %4, the restored one also in %3.</source>
        <translation>Eine Wiederherstellung der Sicherung %1 über %2 wurde unterbrochen, während sie den alten Inhalt ersetzte: %2 kann leer oder unvollständig sein. Der alte Inhalt liegt in der Sicherung %4, der wiederhergestellte auch in %3.</translation>
    </message>
    <message>
        <source>The Python driver %1 verifies a server only with the file of its certificate authority: name it.</source>
        <translation>Der Python-Treiber %1 prüft einen Server nur mit der Datei seiner Zertifizierungsstelle: Geben Sie sie an.</translation>
    </message>
    <message>
        <source>Another run of Espalier on %1 is in progress, perhaps from another machine. Nothing was run.</source>
        <translation>Ein anderer Lauf von Espalier arbeitet gerade an %1, vielleicht von einem anderen Rechner aus. Es wurde nichts ausgeführt.</translation>
    </message>
    <message>
        <source>Another run of Espalier on this database is in progress, or one that was killed still ends its last step.</source>
        <translation>Ein anderer Lauf von Espalier arbeitet gerade an dieser Datenbank, oder ein abgeschossener beendet noch seinen letzten Schritt.</translation>
    </message>
    <message>
        <source>The %1 to %2 that began at %3 was interrupted between two steps.</source>
        <translation>Das %1 auf %2, begonnen um %3, wurde zwischen zwei Schritten unterbrochen.</translation>
    </message>
    <message>
        <source>The %1 to %2 that began at %3 was interrupted in the middle of revision %4: parts of it may stand where the database does not take schema changes back.</source>
        <translation>Das %1 auf %2, begonnen um %3, wurde mitten in der Revision %4 unterbrochen: Teile davon können bestehen bleiben, wo die Datenbank Schemaänderungen nicht zurücknimmt.</translation>
    </message>
    <message>
        <source>The host is no name and no address. A &quot;@&quot;, &quot;:&quot; or &quot;/&quot; in a password must be written as %40, %3A or %2F.</source>
        <translation>Der Host ist weder Name noch Adresse. „@“, „:“ und „/“ in einem Passwort müssen als %40, %3A und %2F geschrieben werden.</translation>
    </message>
    <message>
        <source>%1 must be the whole path of a socket, from &quot;/&quot; on.</source>
        <translation>%1 muss der ganze Pfad eines Sockets sein, von „/“ an.</translation>
    </message>
    <message>
        <source>Alembic cannot write this for %1: %2</source>
        <translation>Alembic kann das für %1 nicht schreiben: %2</translation>
    </message>
    <message>
        <source>The SQL is not known: %1</source>
        <translation>Das SQL ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>There is no backup of %1 in %2. Name that of another one by its id.</source>
        <translation>In %2 ist keine Sicherung von %1. Geben Sie für die einer anderen Datenbank deren ID an.</translation>
    </message>
    <message>
        <source>There is no verb &quot;%1&quot;.</source>
        <translation>Den Befehl „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no database dialect %1; known are %2.</source>
        <translation>Einen Datenbankdialekt %1 gibt es nicht; bekannt sind %2.</translation>
    </message>
    <message>
        <source>%1 is not one revision.</source>
        <translation>%1 ist nicht eine einzelne Revision.</translation>
    </message>
    <message>
        <source>A downgrade needs FROM:TO, e.g. heads:base.</source>
        <translation>Ein Downgrade braucht VON:BIS, z. B. heads:base.</translation>
    </message>
    <message>
        <source>The statement that makes this is not known: %1</source>
        <translation>Die Anweisung, die dies bewirkt, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>Constraint %1 says DEFERRABLE or INITIALLY, which this database does not know.</source>
        <translation>Constraint %1 gibt DEFERRABLE oder INITIALLY an, was diese Datenbank nicht kennt.</translation>
    </message>
    <message>
        <source>Column %1 would be AUTO_INCREMENT without being a key, which this database refuses.</source>
        <translation>Spalte %1 wäre AUTO_INCREMENT, ohne Schlüssel zu sein; das lehnt diese Datenbank ab.</translation>
    </message>
    <message>
        <source>The key of %1 has a column with AUTO_INCREMENT, which must be in a key.</source>
        <translation>Der Schlüssel von %1 enthält eine Spalte mit AUTO_INCREMENT, die in einem Schlüssel stehen muss.</translation>
    </message>
    <message>
        <source>it is of a kind that is not known here</source>
        <translation>ihre Art ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>Column %1 of %2 must be NOT NULL before it can be an identity.</source>
        <translation>Spalte %1 von %2 muss NOT NULL sein, bevor sie eine Identity sein kann.</translation>
    </message>
    <message>
        <source>it is longer than %1 MiB</source>
        <translation>sie ist länger als %1 MiB</translation>
    </message>
    <message>
        <source>it nests more than %1 levels deep</source>
        <translation>sie ist mehr als %1 Ebenen tief verschachtelt</translation>
    </message>
    <message>
        <source>there is a zero byte in it</source>
        <translation>sie enthält ein Nullbyte</translation>
    </message>
    <message>
        <source>PostgreSQL&apos;s parser refuses it: %1</source>
        <translation>der Parser von PostgreSQL lehnt sie ab: %1</translation>
    </message>
    <message>
        <source>its parts could not be told apart</source>
        <translation>ihre Teile ließen sich nicht trennen</translation>
    </message>
    <message>
        <source>it runs a PL/pgSQL block</source>
        <translation>sie führt einen PL/pgSQL-Block aus</translation>
    </message>
    <message>
        <source>it calls %1, which may do anything</source>
        <translation>sie ruft %1 auf, was alles Mögliche tun kann</translation>
    </message>
    <message>
        <source>it makes a schema and what is in it in one statement</source>
        <translation>sie legt ein Schema samt Inhalt in einer Anweisung an</translation>
    </message>
    <message>
        <source>it is run by EXPLAIN ANALYZE</source>
        <translation>sie wird durch EXPLAIN ANALYZE ausgeführt</translation>
    </message>
    <message>
        <source>it runs what was prepared elsewhere</source>
        <translation>sie führt aus, was anderswo vorbereitet wurde</translation>
    </message>
    <message>
        <source>This database changes the constraints of a table only by copying it.</source>
        <translation>Diese Datenbank ändert Constraints einer Tabelle nur, indem sie die Tabelle kopiert.</translation>
    </message>
    <message>
        <source>This database changes a column (%1) only by copying its table.</source>
        <translation>Diese Datenbank ändert eine Spalte (%1) nur, indem sie die Tabelle kopiert.</translation>
    </message>
    <message>
        <source>This database adds no column (%1) that is a key or unique.</source>
        <translation>Diese Datenbank fügt keine Spalte (%1) hinzu, die Schlüssel oder eindeutig ist.</translation>
    </message>
    <message>
        <source>runs an asynchronous function on the connection (op.run_async)</source>
        <translation>führt eine asynchrone Funktion auf der Verbindung aus (op.run_async)</translation>
    </message>
    <message>
        <source>is what an asynchronous function returns</source>
        <translation>ist, was eine asynchrone Funktion zurückgibt</translation>
    </message>
    <message>
        <source>invokes an operation object (op.invoke)</source>
        <translation>ruft ein Operationsobjekt auf (op.invoke)</translation>
    </message>
    <message>
        <source>asks Alembic&apos;s context for %1</source>
        <translation>fragt den Kontext von Alembic nach %1</translation>
    </message>
    <message>
        <source>asks the settings for %1</source>
        <translation>fragt die Einstellungen nach %1</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>ist nicht bekannt</translation>
    </message>
    <message>
        <source>op.%1 is no directive of Alembic: a plug-in or the project adds it</source>
        <translation>op.%1 ist keine Direktive von Alembic: ein Plug-in oder das Projekt fügt sie hinzu</translation>
    </message>
    <message>
        <source>adds a primary key to %1: %2</source>
        <translation>fügt %1 einen Primärschlüssel hinzu: %2</translation>
    </message>
    <message>
        <source>adds a foreign key from %1 (%2) to %4 (%5)</source>
        <translation>fügt einen Fremdschlüssel von %1 (%2) auf %4 (%5) hinzu</translation>
    </message>
    <message>
        <source>makes %2 unique in %1</source>
        <translation>macht %2 in %1 eindeutig</translation>
    </message>
    <message>
        <source>adds check %3 to %1</source>
        <translation>fügt %1 den Check %3 hinzu</translation>
    </message>
    <message>
        <source>adds exclusion constraint %3 to %1</source>
        <translation>fügt %1 den Exclusion-Constraint %3 hinzu</translation>
    </message>
    <message>
        <source>renames %1 %2 to %3</source>
        <translation>benennt %1 %2 in %3 um</translation>
    </message>
    <message>
        <source>creates table %1 after the pattern of another</source>
        <translation>legt Tabelle %1 nach dem Muster einer anderen an</translation>
    </message>
    <message>
        <source>creates table %1 with one column</source>
        <translation>legt Tabelle %1 mit einer Spalte an</translation>
    </message>
    <message>
        <source>creates table %1 with %2 columns</source>
        <translation>legt Tabelle %1 mit %2 Spalten an</translation>
    </message>
    <message>
        <source>drops table %1</source>
        <translation>löscht Tabelle %1</translation>
    </message>
    <message>
        <source>renames table %1 to %2</source>
        <translation>benennt Tabelle %1 in %2 um</translation>
    </message>
    <message>
        <source>drops column %1 of %2</source>
        <translation>löscht Spalte %1 von %2</translation>
    </message>
    <message>
        <source>drops foreign key %1 of %2</source>
        <translation>löscht Fremdschlüssel %1 von %2</translation>
    </message>
    <message>
        <source>drops constraint %1 of %2</source>
        <translation>löscht Constraint %1 von %2</translation>
    </message>
    <message>
        <source>renames constraint %1 of %2 to %3</source>
        <translation>benennt Constraint %1 von %2 in %3 um</translation>
    </message>
    <message>
        <source>creates unique index %1 on %2 (%3)</source>
        <translation>legt eindeutigen Index %1 auf %2 (%3) an</translation>
    </message>
    <message>
        <source>creates index %1 on %2 (%3)</source>
        <translation>legt Index %1 auf %2 (%3) an</translation>
    </message>
    <message>
        <source>drops index %1</source>
        <translation>löscht Index %1</translation>
    </message>
    <message>
        <source>drops index %1 of %2</source>
        <translation>löscht Index %1 von %2</translation>
    </message>
    <message>
        <source>renames index %1 to %2</source>
        <translation>benennt Index %1 in %2 um</translation>
    </message>
    <message>
        <source>removes the comment of table %1</source>
        <translation>entfernt den Kommentar von Tabelle %1</translation>
    </message>
    <message>
        <source>sets the comment of table %1</source>
        <translation>setzt den Kommentar von Tabelle %1</translation>
    </message>
    <message>
        <source>creates enum %1: %2</source>
        <translation>legt Enum %1 an: %2</translation>
    </message>
    <message>
        <source>drops enum %1</source>
        <translation>löscht Enum %1</translation>
    </message>
    <message>
        <source>renames enum %1 to %2</source>
        <translation>benennt Enum %1 in %2 um</translation>
    </message>
    <message>
        <source>renames value %1 of enum %2 to %3</source>
        <translation>benennt Wert %1 von Enum %2 in %3 um</translation>
    </message>
    <message>
        <source>adds value %1 to enum %2</source>
        <translation>fügt Enum %2 den Wert %1 hinzu</translation>
    </message>
    <message>
        <source>creates sequence %1</source>
        <translation>legt Sequenz %1 an</translation>
    </message>
    <message>
        <source>drops sequence %1</source>
        <translation>löscht Sequenz %1</translation>
    </message>
    <message>
        <source>creates schema %1</source>
        <translation>legt Schema %1 an</translation>
    </message>
    <message>
        <source>drops schema %1 and all that is in it</source>
        <translation>löscht Schema %1 mit allem, was darin ist</translation>
    </message>
    <message>
        <source>drops schema %1</source>
        <translation>löscht Schema %1</translation>
    </message>
    <message>
        <source>creates or replaces view %1</source>
        <translation>legt Sicht %1 an oder ersetzt sie</translation>
    </message>
    <message>
        <source>creates view %1</source>
        <translation>legt Sicht %1 an</translation>
    </message>
    <message>
        <source>drops view %1</source>
        <translation>löscht Sicht %1</translation>
    </message>
    <message>
        <source>creates %1 %2 on %3</source>
        <translation>legt %1 %2 auf %3 an</translation>
    </message>
    <message>
        <source>creates %1 %2</source>
        <translation>legt %1 %2 an</translation>
    </message>
    <message>
        <source>drops %1 %2 of %3</source>
        <translation>löscht %1 %2 von %3</translation>
    </message>
    <message>
        <source>drops %1 %2</source>
        <translation>löscht %1 %2</translation>
    </message>
    <message>
        <source>changes %1 %2: %3</source>
        <translation>ändert %1 %2: %3</translation>
    </message>
    <message>
        <source>runs SQL: %1</source>
        <translation>führt SQL aus: %1</translation>
    </message>
    <message>
        <source>takes the default from column %1 of %2</source>
        <translation>nimmt Spalte %1 von %2 den Standardwert</translation>
    </message>
    <message>
        <source>makes column %1 of %2 an identity</source>
        <translation>macht Spalte %1 von %2 zur Identity</translation>
    </message>
    <message>
        <source>makes column %1 of %2 computed</source>
        <translation>macht Spalte %1 von %2 zu einer berechneten</translation>
    </message>
    <message>
        <source>gives column %1 of %2 another default</source>
        <translation>gibt Spalte %1 von %2 einen anderen Standardwert</translation>
    </message>
    <message>
        <source>gives column %1 of %2 the default %3</source>
        <translation>gibt Spalte %1 von %2 den Standardwert %3</translation>
    </message>
    <message>
        <source>adds column %1 to %2: %3, nullable</source>
        <translation>fügt %2 die Spalte %1 hinzu: %3, darf null sein</translation>
    </message>
    <message>
        <source>adds column %1 to %2: %3, not null</source>
        <translation>fügt %2 die Spalte %1 hinzu: %3, nicht null</translation>
    </message>
    <message>
        <source>adds column %1 to %2: %3, nullable, default %4</source>
        <translation>fügt %2 die Spalte %1 hinzu: %3, darf null sein, Standardwert %4</translation>
    </message>
    <message>
        <source>adds column %1 to %2: %3, not null, default %4</source>
        <translation>fügt %2 die Spalte %1 hinzu: %3, nicht null, Standardwert %4</translation>
    </message>
    <message>
        <source>changes the type of column %1 of %2 from %3 to %4</source>
        <translation>ändert den Typ der Spalte %1 von %2: bisher %3, dann %4</translation>
    </message>
    <message>
        <source>changes the type of column %1 of %2 to %3</source>
        <translation>ändert den Typ der Spalte %1 von %2 auf %3</translation>
    </message>
    <message>
        <source>lets column %1 of %2 be null</source>
        <translation>erlaubt null in Spalte %1 von %2</translation>
    </message>
    <message>
        <source>forbids null in column %1 of %2</source>
        <translation>verbietet null in Spalte %1 von %2</translation>
    </message>
    <message>
        <source>removes the comment of column %1 of %2</source>
        <translation>entfernt den Kommentar der Spalte %1 von %2</translation>
    </message>
    <message>
        <source>changes the comment of column %1 of %2</source>
        <translation>ändert den Kommentar der Spalte %1 von %2</translation>
    </message>
    <message>
        <source>renames column %1 of %2 to %3</source>
        <translation>benennt Spalte %1 von %2 in %3 um</translation>
    </message>
    <message>
        <source>changes column %1 of %2</source>
        <translation>ändert Spalte %1 von %2</translation>
    </message>
    <message>
        <source>is what a statement returns that is not known</source>
        <translation>ist, was eine nicht bekannte Anweisung zurückgibt</translation>
    </message>
    <message>
        <source>executes something that is not known here: %1</source>
        <translation>führt etwas aus, das hier nicht bekannt ist: %1</translation>
    </message>
    <message>
        <source>depends on the connection&apos;s state</source>
        <translation>hängt vom Zustand der Verbindung ab</translation>
    </message>
    <message>
        <source>asks the connection for %1</source>
        <translation>fragt die Verbindung nach %1</translation>
    </message>
    <message>
        <source>asks the database: depends on its data</source>
        <translation>fragt die Datenbank: hängt von ihren Daten ab</translation>
    </message>
    <message>
        <source>reads rows of %1: depends on data</source>
        <translation>liest Zeilen von %1: hängt von den Daten ab</translation>
    </message>
    <message>
        <source>is a default as the database prints it</source>
        <translation>ist ein Standardwert, wie ihn die Datenbank ausgibt</translation>
    </message>
    <message>
        <source>asks the inspector for %1</source>
        <translation>fragt den Inspector nach %1</translation>
    </message>
    <message>
        <source>writes objects through the ORM</source>
        <translation>schreibt Objekte über das ORM</translation>
    </message>
    <message>
        <source>changes rows through the ORM</source>
        <translation>ändert Zeilen über das ORM</translation>
    </message>
    <message>
        <source>the script of %1 cannot be read</source>
        <translation>das Skript von %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>is not known here: %1</source>
        <translation>ist hier nicht bekannt: %1</translation>
    </message>
    <message>
        <source>runs SQL that is not understood: %1</source>
        <translation>führt SQL aus, das nicht verstanden wird: %1</translation>
    </message>
    <message>
        <source>follows a statement that failed at line %1 in the same transaction: the database refuses everything until it is rolled back</source>
        <translation>folgt in derselben Transaktion auf eine Anweisung, die in Zeile %1 fehlschlug: Die Datenbank lehnt alles ab, bis sie zurückgerollt wird</translation>
    </message>
    <message>
        <source>may fail here: %1</source>
        <translation>kann hier fehlschlagen: %1</translation>
    </message>
    <message>
        <source>may stop here with %1: %2</source>
        <translation>kann hier mit %1 abbrechen: %2</translation>
    </message>
    <message>
        <source>no revision makes the table %1, so that not all of it is known</source>
        <translation>keine Revision legt die Tabelle %1 an, daher ist nicht alles an ihr bekannt</translation>
    </message>
    <message>
        <source>reads the table %1, which no revision before makes</source>
        <translation>liest die Tabelle %1, die keine Revision davor anlegt</translation>
    </message>
    <message>
        <source>opens a connection of its own</source>
        <translation>öffnet eine eigene Verbindung</translation>
    </message>
    <message>
        <source>`%1` of an alias</source>
        <translation>`%1` eines Alias</translation>
    </message>
    <message>
        <source>an alias of a join</source>
        <translation>ein Alias eines Joins</translation>
    </message>
    <message>
        <source>what a subquery&apos;s column is called</source>
        <translation>wie die Spalte einer Unterabfrage heißt</translation>
    </message>
    <message>
        <source>a join without a condition</source>
        <translation>ein Join ohne Bedingung</translation>
    </message>
    <message>
        <source>what the annotation of `%1` says</source>
        <translation>was die Annotation von `%1` besagt</translation>
    </message>
    <message>
        <source>the class of a column</source>
        <translation>die Klasse einer Spalte</translation>
    </message>
    <message>
        <source>a column&apos;s `%1` is set</source>
        <translation>`%1` einer Spalte wird gesetzt</translation>
    </message>
    <message>
        <source>`%1` of a foreign key</source>
        <translation>`%1` eines Fremdschlüssels</translation>
    </message>
    <message>
        <source>a reference to a column of no table</source>
        <translation>ein Verweis auf eine Spalte ohne Tabelle</translation>
    </message>
    <message>
        <source>a reference that names no column</source>
        <translation>ein Verweis, der keine Spalte nennt</translation>
    </message>
    <message>
        <source>`%1` of a constraint</source>
        <translation>`%1` eines Constraints</translation>
    </message>
    <message>
        <source>a constraint&apos;s `%1` is set</source>
        <translation>`%1` eines Constraints wird gesetzt</translation>
    </message>
    <message>
        <source>a column type without a class of its own</source>
        <translation>ein Spaltentyp ohne eigene Klasse</translation>
    </message>
    <message>
        <source>a DDL construct of this kind</source>
        <translation>ein DDL-Konstrukt dieser Art</translation>
    </message>
    <message>
        <source>a DDL text with a context</source>
        <translation>ein DDL-Text mit einem Kontext</translation>
    </message>
    <message>
        <source>`%1` of a DDL construct</source>
        <translation>`%1` eines DDL-Konstrukts</translation>
    </message>
    <message>
        <source>`%1` of the dialect</source>
        <translation>`%1` des Dialekts</translation>
    </message>
    <message>
        <source>the default of `%1`, which Python computes</source>
        <translation>der Standardwert von `%1`, den Python berechnet</translation>
    </message>
    <message>
        <source>which column `%1` is</source>
        <translation>welche Spalte `%1` ist</translation>
    </message>
    <message>
        <source>a clause of an INSERT or UPDATE that has no value here</source>
        <translation>eine Klausel eines INSERT oder UPDATE, die hier keinen Wert hat</translation>
    </message>
    <message>
        <source>`%1` of a statement</source>
        <translation>`%1` einer Anweisung</translation>
    </message>
    <message>
        <source>`%1` of an SQL expression</source>
        <translation>`%1` eines SQL-Ausdrucks</translation>
    </message>
    <message>
        <source>an index into an SQL expression</source>
        <translation>ein Index in einen SQL-Ausdruck</translation>
    </message>
    <message>
        <source>an operator that has no SQL here</source>
        <translation>ein Operator, der hier kein SQL hat</translation>
    </message>
    <message>
        <source>the text of an SQL expression</source>
        <translation>der Text eines SQL-Ausdrucks</translation>
    </message>
    <message>
        <source>LIKE with ESCAPE</source>
        <translation>LIKE mit ESCAPE</translation>
    </message>
    <message>
        <source>a regular expression with flags</source>
        <translation>ein regulärer Ausdruck mit Flags</translation>
    </message>
    <message>
        <source>BETWEEN SYMMETRIC</source>
        <translation>BETWEEN SYMMETRIC</translation>
    </message>
    <message>
        <source>an operator with a precedence of its own</source>
        <translation>ein Operator mit eigenem Vorrang</translation>
    </message>
    <message>
        <source>`%1()` of an SQL expression</source>
        <translation>`%1()` eines SQL-Ausdrucks</translation>
    </message>
    <message>
        <source>an instance of SQLAlchemy&apos;s %1</source>
        <translation>eine Instanz von %1 aus SQLAlchemy</translation>
    </message>
    <message>
        <source>`%1()` of SQLAlchemy</source>
        <translation>`%1()` von SQLAlchemy</translation>
    </message>
    <message>
        <source>SQLAlchemy is given a %1 here</source>
        <translation>SQLAlchemy bekommt hier ein %1</translation>
    </message>
    <message>
        <source>`%1` of an index</source>
        <translation>`%1` eines Index</translation>
    </message>
    <message>
        <source>tables that refer to each other in a circle</source>
        <translation>Tabellen, die im Kreis aufeinander verweisen</translation>
    </message>
    <message>
        <source>a query of the application&apos;s own session</source>
        <translation>eine Abfrage der Sitzung der Anwendung</translation>
    </message>
    <message>
        <source>`%1` of SQLAlchemy&apos;s %2</source>
        <translation>`%1` von %2 aus SQLAlchemy</translation>
    </message>
    <message>
        <source>the application&apos;s own database session</source>
        <translation>die Datenbanksitzung der Anwendung</translation>
    </message>
    <message>
        <source>which name SQLAlchemy makes up for a subquery</source>
        <translation>welchen Namen SQLAlchemy für eine Unterabfrage bildet</translation>
    </message>
    <message>
        <source>an alias of a model over a query</source>
        <translation>ein Alias eines Modells über einer Abfrage</translation>
    </message>
    <message>
        <source>DISTINCT ON</source>
        <translation>DISTINCT ON</translation>
    </message>
    <message>
        <source>FOR UPDATE with options</source>
        <translation>FOR UPDATE mit Optionen</translation>
    </message>
    <message>
        <source>which table is joined</source>
        <translation>welche Tabelle verknüpft wird</translation>
    </message>
    <message>
        <source>a join along a relationship</source>
        <translation>ein Join entlang einer Beziehung</translation>
    </message>
    <message>
        <source>a common table expression</source>
        <translation>ein allgemeiner Tabellenausdruck (WITH)</translation>
    </message>
    <message>
        <source>a SELECT of a kind that has no value here</source>
        <translation>ein SELECT einer Art, die hier keinen Wert hat</translation>
    </message>
    <message>
        <source>`%1` of a SELECT</source>
        <translation>`%1` eines SELECT</translation>
    </message>
    <message>
        <source>`%1` of a table</source>
        <translation>`%1` einer Tabelle</translation>
    </message>
    <message>
        <source>a table&apos;s `%1` is set</source>
        <translation>`%1` einer Tabelle wird gesetzt</translation>
    </message>
    <message>
        <source>the class of a type</source>
        <translation>die Klasse eines Typs</translation>
    </message>
    <message>
        <source>`%1` of a column type</source>
        <translation>`%1` eines Spaltentyps</translation>
    </message>
    <message>
        <source>a column type&apos;s `%1` is set</source>
        <translation>`%1` eines Spaltentyps wird gesetzt</translation>
    </message>
    <message>
        <source>how `%1` is written</source>
        <translation>wie `%1` geschrieben wird</translation>
    </message>
    <message>
        <source>`%1` of a column&apos;s default</source>
        <translation>`%1` des Standardwerts einer Spalte</translation>
    </message>
    <message>
        <source>a default that the database makes</source>
        <translation>ein Standardwert, den die Datenbank bildet</translation>
    </message>
    <message>
        <source>makes table %1 anew and copies its rows</source>
        <translation>legt Tabelle %1 neu an und kopiert ihre Zeilen</translation>
    </message>
    <message>
        <source>changes nothing in table %1</source>
        <translation>ändert nichts an Tabelle %1</translation>
    </message>
    <message>
        <source>writes one row into %1</source>
        <translation>schreibt eine Zeile in %1</translation>
    </message>
    <message>
        <source>writes %1 rows into %2</source>
        <translation>schreibt %1 Zeilen in %2</translation>
    </message>
    <message>
        <source>reads: %1</source>
        <translation>liest: %1</translation>
    </message>
    <message>
        <source>runs SQL that is empty</source>
        <translation>führt leeres SQL aus</translation>
    </message>
    <message>
        <source>ends the transaction: what follows is committed at once</source>
        <translation>beendet die Transaktion: was folgt, gilt sofort</translation>
    </message>
    <message>
        <source>begins a transaction again</source>
        <translation>beginnt wieder eine Transaktion</translation>
    </message>
    <message>
        <source>cannot be known: %1</source>
        <translation>nicht bestimmbar: %1</translation>
    </message>
    <message>
        <source>There is no table %1: no earlier statement creates it.</source>
        <translation>Es gibt keine Tabelle %1: keine frühere Anweisung legt sie an.</translation>
    </message>
    <message>
        <source>%1 has a column %2 already.</source>
        <translation>%1 hat schon eine Spalte %2.</translation>
    </message>
    <message>
        <source>%1 has no column %2.</source>
        <translation>%1 hat keine Spalte %2.</translation>
    </message>
    <message>
        <source>The name of the constraint %2 of %1 is taken.</source>
        <translation>Der Name des Constraints %2 von %1 ist vergeben.</translation>
    </message>
    <message>
        <source>%1 has no constraint %2.</source>
        <translation>%1 hat keinen Constraint %2.</translation>
    </message>
    <message>
        <source>%1 has a primary key already.</source>
        <translation>%1 hat schon einen Primärschlüssel.</translation>
    </message>
    <message>
        <source>The name of the index %2 of %1 is taken.</source>
        <translation>Der Name des Index %2 von %1 ist vergeben.</translation>
    </message>
    <message>
        <source>There is no index %2.</source>
        <translation>Es gibt keinen Index %2.</translation>
    </message>
    <message>
        <source>The enum type %1 exists already.</source>
        <translation>Den Enum-Typ %1 gibt es schon.</translation>
    </message>
    <message>
        <source>There is no enum type %1.</source>
        <translation>Es gibt keinen Enum-Typ %1.</translation>
    </message>
    <message>
        <source>The enum type %1 has a value %2 already.</source>
        <translation>Der Enum-Typ %1 hat schon einen Wert %2.</translation>
    </message>
    <message>
        <source>The enum type %1 has no value %2.</source>
        <translation>Der Enum-Typ %1 hat keinen Wert %2.</translation>
    </message>
    <message>
        <source>The sequence %1 exists already.</source>
        <translation>Die Sequenz %1 gibt es schon.</translation>
    </message>
    <message>
        <source>There is no sequence %1.</source>
        <translation>Es gibt keine Sequenz %1.</translation>
    </message>
    <message>
        <source>The view %1 exists already.</source>
        <translation>Die Sicht %1 gibt es schon.</translation>
    </message>
    <message>
        <source>There is no view %1.</source>
        <translation>Es gibt keine Sicht %1.</translation>
    </message>
    <message>
        <source>The schema %1 exists already.</source>
        <translation>Das Schema %1 gibt es schon.</translation>
    </message>
    <message>
        <source>There is no schema %1.</source>
        <translation>Es gibt kein Schema %1.</translation>
    </message>
    <message>
        <source>%1 (%2) exists already.</source>
        <translation>%1 (%2) gibt es schon.</translation>
    </message>
    <message>
        <source>There is no %1 (%2).</source>
        <translation>%1 (%2) gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 is still used by %2.</source>
        <translation>%1 wird noch von %2 verwendet.</translation>
    </message>
    <message>
        <source>%1 has no key on (%2) that a foreign key could point to.</source>
        <translation>%1 hat keinen Schlüssel auf (%2), auf den ein Fremdschlüssel zeigen könnte.</translation>
    </message>
    <message>
        <source>Column %2 of %1 is in the primary key and stays NOT NULL.</source>
        <translation>Spalte %2 von %1 gehört zum Primärschlüssel und bleibt NOT NULL.</translation>
    </message>
    <message>
        <source>The name %2 is too long for this database.</source>
        <translation>Der Name %2 ist für diese Datenbank zu lang.</translation>
    </message>
    <message>
        <source>The name %2 is too long for this database, which cuts it.</source>
        <translation>Der Name %2 ist für diese Datenbank zu lang und wird gekürzt.</translation>
    </message>
    <message>
        <source>`%1` is derived from %2</source>
        <translation>`%1` ist von %2 abgeleitet</translation>
    </message>
    <message>
        <source>makes a `%1`</source>
        <translation>erzeugt ein `%1`</translation>
    </message>
    <message>
        <source>compares the class `%1`</source>
        <translation>vergleicht die Klasse `%1`</translation>
    </message>
    <message>
        <source>calls itself, or others, too deeply</source>
        <translation>ruft sich oder andere zu tief auf</translation>
    </message>
    <message>
        <source>what %1() returns is not known</source>
        <translation>was %1() zurückgibt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>is Python that is not followed here</source>
        <translation>ist Python, dem hier nicht gefolgt wird</translation>
    </message>
    <message>
        <source>a field without a value</source>
        <translation>ein Feld ohne Wert</translation>
    </message>
    <message>
        <source>reads the names of module %1</source>
        <translation>liest die Namen von Modul %1</translation>
    </message>
    <message>
        <source>%1 is not part of the project and not known here</source>
        <translation>%1 gehört nicht zum Projekt und ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>is nested too deeply</source>
        <translation>ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>is a very large number</source>
        <translation>ist eine sehr große Zahl</translation>
    </message>
    <message>
        <source>is a text with escapes that are not followed</source>
        <translation>ist ein Text mit Escapes, denen nicht gefolgt wird</translation>
    </message>
    <message>
        <source>is a type that is not known here</source>
        <translation>ist ein Typ, der hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>is not known without running it</source>
        <translation>ist nicht bekannt, ohne es auszuführen</translation>
    </message>
    <message>
        <source>arguments that are not known</source>
        <translation>Argumente, die nicht bekannt sind</translation>
    </message>
    <message>
        <source>module %1 could not be followed here: %2</source>
        <translation>Modul %1 konnte hier nicht gefolgt werden: %2</translation>
    </message>
    <message>
        <source>module %1 could not be followed</source>
        <translation>Modul %1 konnte nicht gefolgt werden</translation>
    </message>
    <message>
        <source>modules import each other: %1</source>
        <translation>Module importieren einander: %1</translation>
    </message>
    <message>
        <source>module %1 has no %2 that is found without running it</source>
        <translation>Modul %1 hat kein %2, das sich ohne Ausführen finden lässt</translation>
    </message>
    <message>
        <source>takes more work than a migration script should</source>
        <translation>braucht mehr Rechenarbeit, als ein Migrationsskript sollte</translation>
    </message>
    <message>
        <source>makes a text too large to be looked at</source>
        <translation>erzeugt einen Text, der zu groß zum Betrachten ist</translation>
    </message>
    <message>
        <source>depends on the environment variable %1</source>
        <translation>hängt von der Umgebungsvariable %1 ab</translation>
    </message>
    <message>
        <source>asks for a class that is not known here</source>
        <translation>fragt nach einer Klasse, die hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>goes on without end</source>
        <translation>geht ohne Ende weiter</translation>
    </message>
    <message>
        <source>differs from run to run</source>
        <translation>ist bei jedem Lauf anders</translation>
    </message>
    <message>
        <source>asks whoever runs it</source>
        <translation>fragt den, der es ausführt</translation>
    </message>
    <message>
        <source>calls a function until it gives a value</source>
        <translation>ruft eine Funktion auf, bis sie einen Wert liefert</translation>
    </message>
    <message>
        <source>reads names as it runs</source>
        <translation>liest Namen zur Laufzeit</translation>
    </message>
    <message>
        <source>runs code that %1() is given</source>
        <translation>führt Code aus, den %1() bekommt</translation>
    </message>
    <message>
        <source>makes a class as it runs</source>
        <translation>erzeugt eine Klasse zur Laufzeit</translation>
    </message>
    <message>
        <source>is a complex number</source>
        <translation>ist eine komplexe Zahl</translation>
    </message>
    <message>
        <source>reads CSV in a way of its own</source>
        <translation>liest CSV auf eigene Weise</translation>
    </message>
    <message>
        <source>has a format that is not understood</source>
        <translation>hat ein Format, das nicht verstanden wird</translation>
    </message>
    <message>
        <source>depends on where and when it runs</source>
        <translation>hängt davon ab, wo und wann es läuft</translation>
    </message>
    <message>
        <source>depends on a time zone</source>
        <translation>hängt von einer Zeitzone ab</translation>
    </message>
    <message>
        <source>is a number that is not kept exactly here</source>
        <translation>ist eine Zahl, die hier nicht genau gehalten wird</translation>
    </message>
    <message>
        <source>reorders a dict</source>
        <translation>ordnet ein dict um</translation>
    </message>
    <message>
        <source>decodes from %1</source>
        <translation>dekodiert aus %1</translation>
    </message>
    <message>
        <source>derives a key</source>
        <translation>leitet einen Schlüssel ab</translation>
    </message>
    <message>
        <source>reads a file outside of the project: %1</source>
        <translation>liest eine Datei außerhalb des Projekts: %1</translation>
    </message>
    <message>
        <source>reads the file %1, which can&apos;t be read here</source>
        <translation>liest die Datei %1, die hier nicht lesbar ist</translation>
    </message>
    <message>
        <source>writes the file %1</source>
        <translation>schreibt die Datei %1</translation>
    </message>
    <message>
        <source>reads a file with line ends as they are</source>
        <translation>liest eine Datei mit ihren eigenen Zeilenenden</translation>
    </message>
    <message>
        <source>imports a module by a name made up here</source>
        <translation>importiert ein Modul unter einem hier gebildeten Namen</translation>
    </message>
    <message>
        <source>writes JSON in a way of its own</source>
        <translation>schreibt JSON auf eigene Weise</translation>
    </message>
    <message>
        <source>reads JSON in a way of its own</source>
        <translation>liest JSON auf eigene Weise</translation>
    </message>
    <message>
        <source>depends on how logging is set up</source>
        <translation>hängt davon ab, wie das Logging eingerichtet ist</translation>
    </message>
    <message>
        <source>wraps text</source>
        <translation>bricht Text um</translation>
    </message>
    <message>
        <source>formats bytes</source>
        <translation>formatiert Bytes</translation>
    </message>
    <message>
        <source>compares what is not known</source>
        <translation>vergleicht, was nicht bekannt ist</translation>
    </message>
    <message>
        <source>depends on the environment</source>
        <translation>hängt von der Umgebung ab</translation>
    </message>
    <message>
        <source>changes environment variables</source>
        <translation>ändert Umgebungsvariablen</translation>
    </message>
    <message>
        <source>reads a folder outside of the project: %1</source>
        <translation>liest einen Ordner außerhalb des Projekts: %1</translation>
    </message>
    <message>
        <source>reads folders</source>
        <translation>liest Ordner</translation>
    </message>
    <message>
        <source>has a regular expression that is not understood here: %1</source>
        <translation>hat einen regulären Ausdruck, der hier nicht verstanden wird: %1</translation>
    </message>
    <message>
        <source>calls %1()</source>
        <translation>ruft %1() auf</translation>
    </message>
    <message>
        <source>takes any element of a set</source>
        <translation>nimmt irgendein Element einer Menge</translation>
    </message>
    <message>
        <source>moves within a file</source>
        <translation>springt innerhalb einer Datei</translation>
    </message>
    <message>
        <source>writes what is not known</source>
        <translation>schreibt, was nicht bekannt ist</translation>
    </message>
    <message>
        <source>changes the case of unusual letters</source>
        <translation>ändert die Schreibweise ungewöhnlicher Buchstaben</translation>
    </message>
    <message>
        <source>formats from a mapping</source>
        <translation>formatiert aus einer Zuordnung</translation>
    </message>
    <message>
        <source>translates by a mapping</source>
        <translation>ersetzt nach einer Zuordnung</translation>
    </message>
    <message>
        <source>encodes to %1</source>
        <translation>kodiert nach %1</translation>
    </message>
    <message>
        <source>makes more than %1 elements</source>
        <translation>erzeugt mehr als %1 Elemente</translation>
    </message>
    <message>
        <source>is a number of more than 64 bits</source>
        <translation>ist eine Zahl mit mehr als 64 Bit</translation>
    </message>
    <message>
        <source>nests too deeply</source>
        <translation>ist zu tief geschachtelt</translation>
    </message>
    <message>
        <source>is random</source>
        <translation>ist zufällig</translation>
    </message>
    <message>
        <source>reads or writes objects as bytes</source>
        <translation>liest oder schreibt Objekte als Bytes</translation>
    </message>
    <message>
        <source>indents by a predicate</source>
        <translation>rückt nach einem Prädikat ein</translation>
    </message>
    <message>
        <source>the text of a %1 is not known</source>
        <translation>der Text eines %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>a pattern that is not followed</source>
        <translation>ein Muster, dem nicht gefolgt wird</translation>
    </message>
    <message>
        <source>a loop that does not end</source>
        <translation>eine Schleife, die nicht endet</translation>
    </message>
    <message>
        <source>whether this exception is caught is not known</source>
        <translation>ob diese Ausnahme gefangen wird, ist nicht bekannt</translation>
    </message>
    <message>
        <source>assigns to a slice</source>
        <translation>weist einem Slice etwas zu</translation>
    </message>
    <message>
        <source>removes a slice</source>
        <translation>entfernt ein Slice</translation>
    </message>
    <message>
        <source>depends on whether %1 is installed</source>
        <translation>hängt davon ab, ob %1 installiert ist</translation>
    </message>
    <message>
        <source>a quotation or comment in it has no end</source>
        <translation>ein Zitat oder Kommentar darin hat kein Ende</translation>
    </message>
    <message>
        <source>it ends where more is expected</source>
        <translation>es endet, wo noch etwas erwartet wird</translation>
    </message>
    <message>
        <source>it is not understood from &quot;%1&quot; on</source>
        <translation>ab „%1“ ist es nicht verständlich</translation>
    </message>
    <message>
        <source>adds a check to %1</source>
        <translation>fügt einen Check zu %1 hinzu</translation>
    </message>
    <message>
        <source>adds an exclusion constraint to %1</source>
        <translation>fügt einen Exclusion-Constraint zu %1 hinzu</translation>
    </message>
    <message>
        <source>asks for a table that no revision makes, so that not all of it is known</source>
        <translation>fragt nach einer Tabelle, die keine Revision anlegt, sodass nicht alles an ihr bekannt ist</translation>
    </message>
    <message>
        <source>stops with %1</source>
        <translation>bricht mit %1 ab</translation>
    </message>
    <message>
        <source>operators of a column type</source>
        <translation>Operatoren eines Spaltentyps</translation>
    </message>
    <message>
        <source>a column type that adds to its table by itself</source>
        <translation>ein Spaltentyp, der von selbst etwas zu seiner Tabelle hinzufügt</translation>
    </message>
    <message>
        <source>creates table %1 after another table or a query</source>
        <translation>legt die Tabelle %1 nach einer anderen Tabelle oder einer Abfrage an</translation>
    </message>
    <message>
        <source>changes the comment of table %1</source>
        <translation>ändert den Kommentar der Tabelle %1</translation>
    </message>
    <message>
        <source>adds column %1 to %2 (%3, nullable)</source>
        <translation>fügt die Spalte %1 zu %2 hinzu (%3, nullable)</translation>
    </message>
    <message>
        <source>adds column %1 to %2 (%3, NOT NULL)</source>
        <translation>fügt die Spalte %1 zu %2 hinzu (%3, NOT NULL)</translation>
    </message>
    <message>
        <source>renames column %1 of %2 to %3 and changes it: %4</source>
        <translation>benennt die Spalte %1 von %2 in %3 um und ändert sie: %4</translation>
    </message>
    <message>
        <source>changes column %1 of %2: %3</source>
        <translation>ändert die Spalte %1 von %2: %3</translation>
    </message>
    <message>
        <source>adds a primary key on (%1) to %2</source>
        <translation>fügt %2 einen Primärschlüssel auf (%1) hinzu</translation>
    </message>
    <message>
        <source>adds foreign key %1 from %2 (%3) to %4 (%5)</source>
        <translation>fügt den Fremdschlüssel %1 von %2 (%3) nach %4 (%5) hinzu</translation>
    </message>
    <message>
        <source>adds unique constraint %1 on %2 (%3)</source>
        <translation>fügt den Unique-Constraint %1 auf %2 (%3) hinzu</translation>
    </message>
    <message>
        <source>adds check %1 to %2</source>
        <translation>fügt den Check %1 zu %2 hinzu</translation>
    </message>
    <message>
        <source>adds exclusion constraint %1 to %2</source>
        <translation>fügt den Exclusion-Constraint %1 zu %2 hinzu</translation>
    </message>
    <message>
        <source>creates enum type %1 (%2)</source>
        <translation>legt den Enum-Typ %1 an (%2)</translation>
    </message>
    <message>
        <source>drops enum type %1</source>
        <translation>löscht den Enum-Typ %1</translation>
    </message>
    <message>
        <source>renames enum type %1 to %2</source>
        <translation>benennt den Enum-Typ %1 in %2 um</translation>
    </message>
    <message>
        <source>renames value %1 of enum type %2 to %3</source>
        <translation>benennt den Wert %1 des Enum-Typs %2 in %3 um</translation>
    </message>
    <message>
        <source>adds value %1 to enum type %2</source>
        <translation>fügt den Wert %1 zum Enum-Typ %2 hinzu</translation>
    </message>
    <message>
        <source>works on rows: %1</source>
        <translation>arbeitet an Zeilen: %1</translation>
    </message>
    <message>
        <source>works on rows of %1: %2</source>
        <translation>arbeitet an Zeilen von %1: %2</translation>
    </message>
    <message>
        <source>runs %1</source>
        <translation>führt %1 aus</translation>
    </message>
    <message>
        <source>No script defines revision %1.</source>
        <translation>Kein Skript definiert die Revision %1.</translation>
    </message>
    <message>
        <source>column %1 (%2, nullable)</source>
        <translation>Spalte %1 (%2, darf NULL sein)</translation>
    </message>
    <message>
        <source>column %1 (%2, NOT NULL)</source>
        <translation>Spalte %1 (%2, NOT NULL)</translation>
    </message>
    <message>
        <source>primary key (%1)</source>
        <translation>Primärschlüssel (%1)</translation>
    </message>
    <message>
        <source>foreign key (%1) to %2 (%3)</source>
        <translation>Fremdschlüssel (%1) auf %2 (%3)</translation>
    </message>
    <message>
        <source>unique (%1)</source>
        <translation>eindeutig (%1)</translation>
    </message>
    <message>
        <source>check %1</source>
        <translation>Prüfbedingung %1</translation>
    </message>
    <message>
        <source>exclusion constraint %1</source>
        <translation>Ausschlussbedingung %1</translation>
    </message>
    <message>
        <source>unique index %1</source>
        <translation>eindeutiger Index %1</translation>
    </message>
    <message>
        <source>index %1</source>
        <translation>Index %1</translation>
    </message>
    <message>
        <source>Types, views and the like</source>
        <translation>Typen, Sichten und Ähnliches</translation>
    </message>
    <message>
        <source>! %1 would fail: %2</source>
        <translation>! %1 würde scheitern: %2</translation>
    </message>
    <message>
        <source>? %1 is not known: %2</source>
        <translation>? %1 ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>Perhaps: it depends on what is not known.</source>
        <translation>Vielleicht: Es hängt von etwas ab, das nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Its columns are not all known.</source>
        <translation>Nicht alle ihre Spalten sind bekannt.</translation>
    </message>
    <message>
        <source>The project&apos;s env.py writes SQL for %1, whatever it is asked for: it takes its address from somewhere else. Choose that database instead of %2.</source>
        <translation>Die env.py des Projekts schreibt SQL für %1, gleich was verlangt wird: Sie nimmt ihre Adresse von anderswo. Wählen Sie diese Datenbank statt %2.</translation>
    </message>
    <message>
        <source>The project&apos;s env.py has no offline mode: Alembic cannot write SQL with it.</source>
        <translation>Die env.py des Projekts hat keinen Offline-Modus: Alembic kann mit ihr kein SQL schreiben.</translation>
    </message>
    <message>
        <source>The project&apos;s code failed before the first revision: %1</source>
        <translation>Der Code des Projekts scheiterte vor der ersten Revision: %1</translation>
    </message>
    <message>
        <source>%1 does not name one revision.</source>
        <translation>%1 benennt nicht genau eine Revision.</translation>
    </message>
    <message>
        <source>A CHECK of %1 speaks of the column with AUTO_INCREMENT.</source>
        <translation>Ein CHECK von %1 spricht von der Spalte mit AUTO_INCREMENT.</translation>
    </message>
    <message>
        <source>`%1` is given by env.py</source>
        <translation>`%1` kommt aus env.py</translation>
    </message>
    <message>
        <source>IN of tuples</source>
        <translation>IN mit Tupeln</translation>
    </message>
    <message>
        <source>the name %1 with a quoting of its own</source>
        <translation>der Name %1 mit eigener Quotierung</translation>
    </message>
    <message>
        <source>`%1` of %2 is not known here</source>
        <translation>`%1` von %2 ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>a UNION of ordered or limited queries</source>
        <translation>ein UNION von geordneten oder begrenzten Abfragen</translation>
    </message>
    <message>
        <source>a UNION of no queries</source>
        <translation>ein UNION ohne Abfragen</translation>
    </message>
    <message>
        <source>Databases of %1 and %2 cannot be compared.</source>
        <translation>Datenbanken von %1 und %2 lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>Reading the schema</source>
        <translation>Liest das Schema</translation>
    </message>
    <message>
        <source>The schema was being changed all the time while it was read; what is shown may not have been there at one moment.</source>
        <translation>Das Schema wurde ständig geändert, während es gelesen wurde; was gezeigt wird, war vielleicht nie zugleich da.</translation>
    </message>
    <message>
        <source>This role may not see the definitions of the views %1.</source>
        <translation>Diese Rolle darf die Definitionen der Sichten %1 nicht sehen.</translation>
    </message>
    <message>
        <source>This role has rights on single tables only: others, which it cannot see, may be there.</source>
        <translation>Diese Rolle hat nur Rechte an einzelnen Tabellen: es kann andere geben, die sie nicht sieht.</translation>
    </message>
    <message>
        <source>This role may not see the triggers of all tables.</source>
        <translation>Diese Rolle darf nicht die Trigger aller Tabellen sehen.</translation>
    </message>
    <message>
        <source>The view %1 is broken: %2</source>
        <translation>Die Sicht %1 ist kaputt: %2</translation>
    </message>
    <message>
        <source>This role may not use the schemas %1.</source>
        <translation>Diese Rolle darf die Schemas %1 nicht benutzen.</translation>
    </message>
    <message>
        <source>The statements that made these are not understood to their last word: %1.</source>
        <translation>Die Anweisungen, die diese angelegt haben, sind nicht bis zum letzten Wort verstanden: %1.</translation>
    </message>
    <message>
        <source>Table %1 is defined by two models.</source>
        <translation>Tabelle %1 wird von zwei Modellen definiert.</translation>
    </message>
    <message>
        <source>Table %1 refers to table %2, which no model defines.</source>
        <translation>Tabelle %1 verweist auf Tabelle %2, die kein Modell definiert.</translation>
    </message>
    <message>
        <source>No models of %1 are found: neither env.py&apos;s target_metadata nor the files lead to any.</source>
        <translation>Zu %1 sind keine Modelle zu finden: weder target_metadata in env.py noch die Dateien führen zu welchen.</translation>
    </message>
    <message>
        <source>the columns that %1 may bring, of another package</source>
        <translation>die Spalten, die %1 aus einem anderen Paket mitbringen kann</translation>
    </message>
    <message>
        <source>SQLAlchemy 2.0 executes no plain string here (ObjectNotExecutableError), as 1.4 did: text() is missing</source>
        <translation>SQLAlchemy 2.0 führt hier keine bloße Zeichenkette aus (ObjectNotExecutableError), wie es 1.4 noch tat: text() fehlt</translation>
    </message>
    <message>
        <source>A value is too long for column %2 of %1.</source>
        <translation>Ein Wert ist zu lang für die Spalte %2 von %1.</translation>
    </message>
    <message>
        <source>A value is none of the type of column %2 of %1.</source>
        <translation>Ein Wert ist keiner vom Typ der Spalte %2 von %1.</translation>
    </message>
    <message>
        <source>Whether a value suits column %2 of %1 is not weighed here.</source>
        <translation>Ob ein Wert in die Spalte %2 von %1 passt, wird hier nicht abgewogen.</translation>
    </message>
    <message>
        <source>Column %2 of %1 would be NULL, and it is NOT NULL.</source>
        <translation>Die Spalte %2 von %1 wäre NULL, und sie ist NOT NULL.</translation>
    </message>
    <message>
        <source>%1 has no row to which %2 could point.</source>
        <translation>%1 hat keine Zeile, auf die %2 zeigen könnte.</translation>
    </message>
    <message>
        <source>Rows of %1 are equal in (%2), which has to be unique.</source>
        <translation>Zeilen von %1 sind gleich in (%2), das eindeutig sein muss.</translation>
    </message>
    <message>
        <source>Whether it goes through depends on the rows of %1 (%2).</source>
        <translation>Ob es durchgeht, hängt von den Zeilen von %1 ab (%2).</translation>
    </message>
    <message>
        <source>A row for %1 has another number of values than columns.</source>
        <translation>Eine Zeile für %1 hat eine andere Zahl von Werten als Spalten.</translation>
    </message>
    <message>
        <source>calls a function that is not known here: whether it is there, and what it does</source>
        <translation>ruft eine Funktion auf, die hier nicht bekannt ist: ob sie da ist, und was sie tut</translation>
    </message>
    <message>
        <source>Whether it goes through depends on the triggers of %1, or on tables with which it shares its rows.</source>
        <translation>Ob es durchgeht, hängt von den Triggern von %1 ab oder von Tabellen, mit denen sie ihre Zeilen teilt.</translation>
    </message>
    <message>
        <source>Column %2 of %1 would be NULL in rows that are there, and it is NOT NULL.</source>
        <translation>Die Spalte %2 von %1 wäre in vorhandenen Zeilen NULL, und sie ist NOT NULL.</translation>
    </message>
    <message>
        <source>gives a statement parameters in a way not followed here</source>
        <translation>gibt einer Anweisung Parameter auf eine Art, die hier nicht verfolgt wird</translation>
    </message>
    <message>
        <source>The tree has several heads: %1. Say which one the new revision follows.</source>
        <translation>Der Baum hat mehrere Heads: %1. Sagen Sie, auf welchen die neue Revision folgt.</translation>
    </message>
    <message>
        <source>A revision uses the table before this one would make it: it has to be made before that.</source>
        <translation>Eine Revision benutzt die Tabelle, bevor diese sie anlegte: Sie muss vorher angelegt werden.</translation>
    </message>
    <message>
        <source>There is a revision %1 already.</source>
        <translation>Eine Revision %1 gibt es schon.</translation>
    </message>
    <message>
        <source>The project has no template %1.</source>
        <translation>Das Projekt hat keine Vorlage %1.</translation>
    </message>
    <message>
        <source>The template %1 has no place for what a revision does.</source>
        <translation>Die Vorlage %1 hat keinen Platz für das, was eine Revision tut.</translation>
    </message>
    <message>
        <source>There is a file %1 already.</source>
        <translation>Eine Datei %1 gibt es schon.</translation>
    </message>
    <message>
        <source>The folder of %1 cannot be made.</source>
        <translation>Der Ordner von %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Its expression is not known.</source>
        <translation>Sein Ausdruck ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A constraint without a name cannot be dropped.</source>
        <translation>Eine Bedingung ohne Namen kann nicht entfernt werden.</translation>
    </message>
    <message>
        <source>There is no statement for it: %1</source>
        <translation>Dafür gibt es keine Anweisung: %1</translation>
    </message>
    <message>
        <source>It points to table %1, which no revision makes.</source>
        <translation>Es verweist auf die Tabelle %1, die keine Revision anlegt.</translation>
    </message>
    <message>
        <source>An operator class of an exclusion has no code.</source>
        <translation>Für die Operatorklasse eines Ausschlusses gibt es keinen Code.</translation>
    </message>
    <message>
        <source>The option %1 has no code.</source>
        <translation>Für die Option %1 gibt es keinen Code.</translation>
    </message>
    <message>
        <source>There is no time zone %1.</source>
        <translation>Eine Zeitzone %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The template cannot be filled in without running it: %1</source>
        <translation>Die Vorlage kann nicht ausgefüllt werden, ohne sie auszuführen: %1</translation>
    </message>
    <message>
        <source>The file name %1 cannot be filled in.</source>
        <translation>Der Dateiname %1 kann nicht ausgefüllt werden.</translation>
    </message>
    <message>
        <source>A % line is not ended.</source>
        <translation>Eine %-Zeile ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>The template has a % line that is not understood.</source>
        <translation>Die Vorlage hat eine %-Zeile, die nicht verstanden wird.</translation>
    </message>
    <message>
        <source>The template has a % line that ends nothing.</source>
        <translation>Die Vorlage hat eine %-Zeile, die nichts abschließt.</translation>
    </message>
    <message>
        <source>The template has a ${ without an end.</source>
        <translation>Die Vorlage hat ein ${ ohne Ende.</translation>
    </message>
    <message>
        <source>The template has a tag that is not understood.</source>
        <translation>Die Vorlage hat ein Element, das nicht verstanden wird.</translation>
    </message>
    <message>
        <source>The option %1 of type %2 has no code.</source>
        <translation>Für die Option %1 des Typs %2 gibt es keinen Code.</translation>
    </message>
    <message>
        <source>Its type is not known.</source>
        <translation>Ihr Typ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Type %1 is known by its name alone.</source>
        <translation>Der Typ %1 ist nur dem Namen nach bekannt.</translation>
    </message>
    <message>
        <source>env.py&apos;s target_metadata cannot be followed: these are all models that the project&apos;s files define.</source>
        <translation>target_metadata in env.py kann nicht verfolgt werden: Dies sind alle Modelle, die die Dateien des Projekts definieren.</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ausstehend</translation>
    </message>
    <message>
        <source>missing migration</source>
        <translation>Migration fehlt</translation>
    </message>
    <message>
        <source>outside migrations</source>
        <translation>außerhalb der Migrationen</translation>
    </message>
    <message>
        <source>orphan</source>
        <translation>verwaist</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>ohne Modell</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>ahead of its revision</source>
        <translation>ihrer Revision voraus</translation>
    </message>
    <message>
        <source>It is the same wherever it is known.</source>
        <translation>Sie ist überall gleich, wo sie bekannt ist.</translation>
    </message>
    <message>
        <source>A revision that is not applied yet makes, changes or drops it.</source>
        <translation>Eine Revision, die noch nicht angewendet ist, legt sie an, ändert oder entfernt sie.</translation>
    </message>
    <message>
        <source>The models have it, and no revision makes it.</source>
        <translation>Die Modelle haben sie, und keine Revision legt sie an.</translation>
    </message>
    <message>
        <source>It is in use, and no revision makes it.</source>
        <translation>Sie wird benutzt, und keine Revision legt sie an.</translation>
    </message>
    <message>
        <source>The database has it, and neither a revision nor a model does.</source>
        <translation>Die Datenbank hat sie, weder eine Revision noch ein Modell.</translation>
    </message>
    <message>
        <source>It is not the same in the database, its revisions and the models.</source>
        <translation>Sie ist in der Datenbank, ihren Revisionen und den Modellen nicht dieselbe.</translation>
    </message>
    <message>
        <source>A revision makes it, and no model has it.</source>
        <translation>Eine Revision legt sie an, und kein Modell hat sie.</translation>
    </message>
    <message>
        <source>A revision that is applied makes it, and the database does not have it.</source>
        <translation>Eine angewendete Revision legt sie an, und die Datenbank hat sie nicht.</translation>
    </message>
    <message>
        <source>The database has it already, and the revision that makes it is not applied.</source>
        <translation>Die Datenbank hat sie schon, und die Revision, die sie anlegt, ist nicht angewendet.</translation>
    </message>
    <message>
        <source>Not all columns of table %1 are known.</source>
        <translation>Nicht alle Spalten der Tabelle %1 sind bekannt.</translation>
    </message>
    <message>
        <source>Its columns are not known.</source>
        <translation>Ihre Spalten sind nicht bekannt.</translation>
    </message>
    <message>
        <source>None of its columns is known.</source>
        <translation>Keine ihrer Spalten ist bekannt.</translation>
    </message>
    <message>
        <source>Classes of the name %1 map both table %2 and table %3.</source>
        <translation>Klassen des Namens %1 bilden sowohl die Tabelle %2 als auch die Tabelle %3 ab.</translation>
    </message>
    <message>
        <source>an expression of columns without a name yet</source>
        <translation>ein Ausdruck aus Spalten, die noch keinen Namen haben</translation>
    </message>
    <message>
        <source>the type for enums of the type_annotation_map</source>
        <translation>der Typ für Enums aus type_annotation_map</translation>
    </message>
    <message>
        <source>Graphviz did not place every table of the diagram.</source>
        <translation>Graphviz hat nicht jede Tabelle des Diagramms platziert.</translation>
    </message>
    <message>
        <source>No database is connected.</source>
        <translation>Es ist keine Datenbank verbunden.</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Es ist kein Projekt geöffnet.</translation>
    </message>
    <message>
        <source>pydantic 1 lets `%1` be None, pydantic 2 does not</source>
        <translation>pydantic 1 lässt `%1` None sein, pydantic 2 nicht</translation>
    </message>
    <message>
        <source>the annotations of `%1`, which is no model itself</source>
        <translation>die Annotationen von `%1`, das selbst kein Modell ist</translation>
    </message>
    <message>
        <source>reads tables that have no rows</source>
        <translation>liest Tabellen, die keine Zeilen haben</translation>
    </message>
    <message>
        <source>Column %2 of %1 is NOT NULL and has no server default: rows that are there would have no value for it.</source>
        <translation>Spalte %2 von %1 ist NOT NULL und hat keinen Default im Server: Zeilen, die schon da sind, hätten keinen Wert dafür.</translation>
    </message>
    <message>
        <source>The restored schema was not compared with the backup&apos;s.</source>
        <translation>Das zurückgespielte Schema wurde nicht mit dem der Sicherung verglichen.</translation>
    </message>
    <message>
        <source>Names without a schema mean %1 in the backup and %2 in the restored database.</source>
        <translation>Namen ohne Schema meinen in der Sicherung %1 und in der zurückgespielten Datenbank %2.</translation>
    </message>
    <message>
        <source>The schema has something that cannot be written to a file and read again.</source>
        <translation>Das Schema enthält etwas, das sich nicht in eine Datei schreiben und wieder lesen lässt.</translation>
    </message>
    <message>
        <source>The backup&apos;s schema was written by a newer Espalier (format %1).</source>
        <translation>Das Schema der Sicherung wurde von einem neueren Espalier geschrieben (Format %1).</translation>
    </message>
    <message>
        <source>The backup %1 holds no schema: it could not be read when the backup was made. Restore the backup beside the database and look at that, or make a new one.</source>
        <translation>Die Sicherung %1 enthält kein Schema: Es ließ sich nicht lesen, als sie gemacht wurde. Spielen Sie sie neben der Datenbank zurück und sehen Sie dort nach, oder machen Sie eine neue.</translation>
    </message>
    <message>
        <source>The backup %1 holds no schema: it is from before backups had one. Restore it beside the database and look at that, or make a new one.</source>
        <translation>Die Sicherung %1 enthält kein Schema: Sie ist aus der Zeit, bevor Sicherungen eines hatten. Spielen Sie sie neben der Datenbank zurück und sehen Sie dort nach, oder machen Sie eine neue.</translation>
    </message>
    <message>
        <source>The backup&apos;s file %1 is not the one that was written: its checksum differs.</source>
        <translation>Die Datei %1 der Sicherung ist nicht die, die geschrieben wurde: Ihre Prüfsumme ist eine andere.</translation>
    </message>
    <message>
        <source>The backup %1 is of a kind of database that is not known here: %2.</source>
        <translation>Die Sicherung %1 ist von einer Art Datenbank, die hier nicht bekannt ist: %2.</translation>
    </message>
    <message>
        <source>%1 is neither PROJECT@REV, PROJECT@models, the URL of a database nor backup:ID.</source>
        <translation>%1 ist weder PROJEKT@REV noch PROJEKT@models, die URL einer Datenbank oder backup:ID.</translation>
    </message>
    <message>
        <source>%1 should be a whole number.</source>
        <translation>%1 sollte eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>is read by another iterator as well</source>
        <translation>wird auch von einem anderen Iterator gelesen</translation>
    </message>
    <message>
        <source>whether a cache still holds it is not known</source>
        <translation>ob ein Zwischenspeicher es noch hält, ist nicht bekannt</translation>
    </message>
    <message>
        <source>whether these are the same is not known</source>
        <translation>ob diese gleich sind, ist nicht bekannt</translation>
    </message>
    <message>
        <source>the order of a set differs from run to run</source>
        <translation>die Reihenfolge einer Menge ist bei jedem Lauf eine andere</translation>
    </message>
    <message>
        <source>env.py does not lead to context.configure().</source>
        <translation>env.py führt nicht zu context.configure().</translation>
    </message>
    <message>
        <source>env.py gives context.configure() no target_metadata that has tables.</source>
        <translation>env.py gibt context.configure() kein target_metadata, das Tabellen hat.</translation>
    </message>
    <message>
        <source>the inspector keeps what it read of %1 before that was changed</source>
        <translation>der Inspector behält, was er von %1 gelesen hat, bevor es geändert wurde</translation>
    </message>
    <message>
        <source>%1 is a temporary table of another revision: it ends with its session</source>
        <translation>%1 ist eine temporäre Tabelle einer anderen Revision: Sie endet mit ihrer Sitzung</translation>
    </message>
    <message>
        <source>%1 is a view</source>
        <translation>%1 ist eine Sicht</translation>
    </message>
    <message>
        <source>whether this is rolled back to a savepoint is not known</source>
        <translation>ob dies bis zu einem Sicherungspunkt zurückgerollt wird, ist nicht bekannt</translation>
    </message>
    <message>
        <source>a change of the structure has ended the savepoint</source>
        <translation>eine Änderung der Struktur hat den Sicherungspunkt beendet</translation>
    </message>
    <message>
        <source>rolls the transaction back that it runs in</source>
        <translation>rollt die Transaktion zurück, in der es läuft</translation>
    </message>
    <message>
        <source>calls %1(), which may change the schema</source>
        <translation>ruft %1() auf, das das Schema ändern kann</translation>
    </message>
    <message>
        <source>%1 is hidden by a temporary table</source>
        <translation>%1 ist von einer temporären Tabelle verdeckt</translation>
    </message>
    <message>
        <source>names may mean other tables since search_path was set</source>
        <translation>Namen können andere Tabellen meinen, seit search_path gesetzt wurde</translation>
    </message>
    <message>
        <source>is a setting that the application&apos;s code does not show</source>
        <translation>ist eine Einstellung, die der Code der Anwendung nicht zeigt</translation>
    </message>
    <message>
        <source>reads settings as it runs</source>
        <translation>liest Einstellungen, während es läuft</translation>
    </message>
    <message>
        <source>`%1` is not part of the project</source>
        <translation>„%1“ ist kein Teil des Projekts</translation>
    </message>
    <message>
        <source>Holds for an empty database, where nothing is in %1</source>
        <translation>Gilt für eine leere Datenbank, in der nichts in %1 steht</translation>
    </message>
    <message>
        <source>Holds where the application&apos;s settings are as its own code gives them: %1</source>
        <translation>Gilt, wo die Einstellungen der Anwendung so sind, wie ihr eigener Code sie setzt: %1</translation>
    </message>
    <message>
        <source>The file %1 cannot be made.</source>
        <translation>Die Datei %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>a generator does it when it is read</source>
        <translation>ein Generator tut es, wenn er gelesen wird</translation>
    </message>
    <message>
        <source>the default of `%1`, which depends on the row that it is for</source>
        <translation>der Standardwert von `%1`, der von der Zeile abhängt, für die er ist</translation>
    </message>
    <message>
        <source>the default of `%1`, which is another value at every moment</source>
        <translation>der Standardwert von `%1`, der in jedem Augenblick ein anderer ist</translation>
    </message>
    <message>
        <source>`%1` of a mapped attribute</source>
        <translation>`%1` eines abgebildeten Attributs</translation>
    </message>
    <message>
        <source>`%1` of a mapper</source>
        <translation>`%1` eines Mappers</translation>
    </message>
    <message>
        <source>Only the spelling of values differs, and whether they mean the same is not known without the server.</source>
        <translation>Nur die Schreibweise von Werten ist verschieden, und ob sie dasselbe bedeuten, ist ohne den Server nicht bekannt.</translation>
    </message>
    <message>
        <source>a class that type.__new__() makes</source>
        <translation>eine Klasse, die type.__new__() macht</translation>
    </message>
    <message>
        <source>what a generator returns is not known</source>
        <translation>was ein Generator zurückgibt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>what a generator does with it is not known</source>
        <translation>was ein Generator damit macht, ist nicht bekannt</translation>
    </message>
    <message>
        <source>`%1` says itself what is the same</source>
        <translation>`%1` bestimmt selbst, was gleich ist</translation>
    </message>
    <message>
        <source>the metaclass %1 says what `%2` does</source>
        <translation>die Metaklasse %1 bestimmt, was `%2` tut</translation>
    </message>
    <message>
        <source>No revision creates the schema %1: where the database does not have it, the upgrade fails.</source>
        <translation>Keine Revision legt das Schema %1 an: Wo die Datenbank es nicht hat, scheitert das Upgrade.</translation>
    </message>
    <message>
        <source>changes foreign key %1 of %2</source>
        <translation>ändert den Fremdschlüssel %1 von %2</translation>
    </message>
    <message>
        <source>changes check %1 of %2</source>
        <translation>ändert die Prüfung %1 von %2</translation>
    </message>
    <message>
        <source>changes exclusion constraint %1 of %2</source>
        <translation>ändert die Ausschlussbedingung %1 von %2</translation>
    </message>
    <message>
        <source>changes index %1 of %2</source>
        <translation>ändert den Index %1 von %2</translation>
    </message>
    <message>
        <source>changes enum type %1</source>
        <translation>ändert den Aufzählungstyp %1</translation>
    </message>
    <message>
        <source>changes sequence %1</source>
        <translation>ändert die Sequenz %1</translation>
    </message>
    <message>
        <source>changes view %1</source>
        <translation>ändert die Sicht %1</translation>
    </message>
    <message>
        <source>changes %1</source>
        <translation>ändert %1</translation>
    </message>
    <message>
        <source>changes the primary key of %1 to (%2)</source>
        <translation>ändert den Primärschlüssel von %1 zu (%2)</translation>
    </message>
    <message>
        <source>changes unique constraint %1 of %2 to (%3)</source>
        <translation>ändert die Eindeutigkeit %1 von %2 zu (%3)</translation>
    </message>
    <message>
        <source>sets %1 %2</source>
        <translation>setzt %1 %2</translation>
    </message>
    <message>
        <source>takes back %1 %2</source>
        <translation>nimmt %1 %2 zurück</translation>
    </message>
    <message>
        <source>This role may not use the schema %1.</source>
        <translation>Diese Rolle darf das Schema %1 nicht benutzen.</translation>
    </message>
    <message>
        <source>This role may not read the rows of %1.</source>
        <translation>Diese Rolle darf die Zeilen von %1 nicht lesen.</translation>
    </message>
    <message>
        <source>This role may not read the rows of %1 and %2 more.</source>
        <translation>Diese Rolle darf die Zeilen von %1 und %2 weiteren nicht lesen.</translation>
    </message>
    <message>
        <source>undoes: %1</source>
        <translation>nimmt zurück: %1</translation>
    </message>
    <message>
        <source>perhaps: %1</source>
        <translation>vielleicht: %1</translation>
    </message>
    <message>
        <source>Perhaps %2 is %1 under another name: what is written drops %1 with its rows.</source>
        <translation>Vielleicht ist %2 die Tabelle %1 unter anderem Namen: Was geschrieben ist, löscht %1 mit ihren Zeilen.</translation>
    </message>
    <message>
        <source>Perhaps column %2 of %3 is %1 under another name: what is written drops %1 with its values.</source>
        <translation>Vielleicht ist Spalte %2 von %3 die Spalte %1 unter anderem Namen: Was geschrieben ist, löscht %1 mit ihren Werten.</translation>
    </message>
    <message>
        <source>perhaps table %1 under the new name %2</source>
        <translation>vielleicht Tabelle %1 unter dem neuen Namen %2</translation>
    </message>
    <message>
        <source>perhaps column %1 of %3 under the new name %2</source>
        <translation>vielleicht Spalte %1 von %3 unter dem neuen Namen %2</translation>
    </message>
    <message>
        <source>the order in which a database gives them</source>
        <translation>die Reihenfolge, in der eine Datenbank sie gibt</translation>
    </message>
    <message>
        <source>%1 is a temporary view</source>
        <translation>%1 ist eine temporäre Sicht</translation>
    </message>
    <message>
        <source>The upgrade drops the table %1 with all its rows.</source>
        <translation>Das Upgrade löscht die Tabelle %1 mit allen ihren Zeilen.</translation>
    </message>
    <message>
        <source>The upgrade drops %1 tables with all their rows: %2.</source>
        <translation>Das Upgrade löscht %1 Tabellen mit allen ihren Zeilen: %2.</translation>
    </message>
    <message>
        <source>The upgrade drops the column %1 with all its values.</source>
        <translation>Das Upgrade löscht die Spalte %1 mit allen ihren Werten.</translation>
    </message>
    <message>
        <source>The upgrade drops %1 columns with all their values: %2.</source>
        <translation>Das Upgrade löscht %1 Spalten mit allen ihren Werten: %2.</translation>
    </message>
    <message>
        <source>The version table %1 of %2 may not be read.</source>
        <translation>Die Versionstabelle %1 von %2 darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%3 may not read the version table %1 of %2.</source>
        <translation>%3 darf die Versionstabelle %1 von %2 nicht lesen.</translation>
    </message>
    <message>
        <source>which database %1 belongs to</source>
        <translation>zu welcher Datenbank %1 gehört</translation>
    </message>
    <message>
        <source>`%1` of a package is set</source>
        <translation>`%1` eines Pakets wird gesetzt</translation>
    </message>
    <message>
        <source>names a column of %1 by the name that it gets</source>
        <translation>nennt eine Spalte von %1 bei dem Namen, den sie bekommt</translation>
    </message>
    <message>
        <source>constraints of %1 are given names</source>
        <translation>Constraints von %1 bekommen Namen</translation>
    </message>
    <message>
        <source>what SQLAlchemy reads back of column %1 of %2</source>
        <translation>was SQLAlchemy von Spalte %1 von %2 zurückliest</translation>
    </message>
    <message>
        <source>what SQLAlchemy reads back of index %1 of %2</source>
        <translation>was SQLAlchemy von Index %1 von %2 zurückliest</translation>
    </message>
    <message>
        <source>what SQLAlchemy reads back of the options of %1</source>
        <translation>was SQLAlchemy von den Optionen von %1 zurückliest</translation>
    </message>
    <message>
        <source>%1 has triggers, which its copy has not</source>
        <translation>%1 hat Trigger, die seine Kopie nicht hat</translation>
    </message>
    <message>
        <source>view %1 reads %2, for which its copy cannot stand in then</source>
        <translation>Sicht %1 liest %2, an deren Stelle die Kopie dann nicht treten kann</translation>
    </message>
    <message>
        <source>index %1 is of other columns too than %2</source>
        <translation>Index %1 hat außer %2 noch andere Spalten</translation>
    </message>
    <message>
        <source>alters sequence %1</source>
        <translation>ändert Sequenz %1</translation>
    </message>
    <message>
        <source>a transaction may have begun</source>
        <translation>eine Transaktion kann schon begonnen haben</translation>
    </message>
    <message>
        <source>the connection that migrations run on is closed</source>
        <translation>die Verbindung, auf der Migrationen laufen, wird geschlossen</translation>
    </message>
    <message>
        <source>names of schemas stand for others from here on</source>
        <translation>Namen von Schemas stehen ab hier für andere</translation>
    </message>
    <message>
        <source>a transaction has begun, whose isolation cannot be set</source>
        <translation>eine Transaktion hat begonnen; ihre Isolation lässt sich nicht mehr setzen</translation>
    </message>
    <message>
        <source>is a type as the database tells it</source>
        <translation>ist ein Typ, wie ihn die Datenbank nennt</translation>
    </message>
    <message>
        <source>Holds where code that is not known here has left the schema as it was: %1</source>
        <translation>Gilt, wenn Code, der hier nicht bekannt ist, das Schema gelassen hat, wie es war: %1</translation>
    </message>
    <message>
        <source>another connection sees nothing of the transaction that migrations run in</source>
        <translation>eine andere Verbindung sieht nichts von der Transaktion, in der Migrationen laufen</translation>
    </message>
    <message>
        <source>CONCURRENTLY is refused within a transaction: autocommit_block() is missing</source>
        <translation>CONCURRENTLY wird innerhalb einer Transaktion abgelehnt: autocommit_block() fehlt</translation>
    </message>
    <message>
        <source>the extension %1 may have brought it</source>
        <translation>die Erweiterung %1 kann es mitgebracht haben</translation>
    </message>
    <message>
        <source>rolls back what was done before</source>
        <translation>macht rückgängig, was vorher geschah</translation>
    </message>
    <message>
        <source>the parts of a foreign key</source>
        <translation>die Teile eines Fremdschlüssels</translation>
    </message>
    <message>
        <source>a column of a constraint by its name</source>
        <translation>eine Spalte eines Constraints bei ihrem Namen</translation>
    </message>
    <message>
        <source>a reference to %1, whose name, or a column&apos;s, is written in its own way</source>
        <translation>ein Verweis auf %1, dessen Name, oder der einer Spalte, auf eigene Weise geschrieben wird</translation>
    </message>
    <message>
        <source>parts of a table are read</source>
        <translation>Teile einer Tabelle werden gelesen</translation>
    </message>
    <message>
        <source>Owners and privileges: the roles that they name are not made here, and have to be there before.</source>
        <translation>Eigentümer und Rechte: Die Rollen, die sie nennen, werden hier nicht angelegt und müssen schon da sein.</translation>
    </message>
    <message>
        <source>what an error says is another in every version</source>
        <translation>was ein Fehler sagt, ist in jeder Version ein anderes</translation>
    </message>
    <message>
        <source>a script that ran before may have changed it, in %1</source>
        <translation>ein Skript, das vorher lief, kann es geändert haben, in %1</translation>
    </message>
    <message>
        <source>a function of the project listens to what is done</source>
        <translation>eine Funktion des Projekts hört mit, was getan wird</translation>
    </message>
    <message>
        <source>may fail here: whether the database takes it is not known</source>
        <translation>kann hier scheitern: Ob die Datenbank es annimmt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether there is a type %1 is not known</source>
        <translation>kann hier scheitern: Ob es einen Typ %1 gibt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether %1 can have that default is not known</source>
        <translation>kann hier scheitern: Ob %1 diesen Standardwert haben kann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether %1 can refer to %2 is not known</source>
        <translation>kann hier scheitern: Ob %1 auf %2 verweisen kann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether all is there that the check of %1 names is not known</source>
        <translation>kann hier scheitern: Ob alles da ist, was die Prüfung von %1 nennt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether rows of %1 can be kept apart so is not known</source>
        <translation>kann hier scheitern: Ob Zeilen von %1 sich so auseinanderhalten lassen, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether %1 can have that index is not known</source>
        <translation>kann hier scheitern: Ob %1 diesen Index haben kann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether %1 can be made so is not known</source>
        <translation>kann hier scheitern: Ob %1 so angelegt werden kann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether %1 can become that is not known</source>
        <translation>kann hier scheitern: Ob %1 dazu werden kann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether all that it names is there is not known</source>
        <translation>kann hier scheitern: Ob alles da ist, was genannt wird, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: what else it does is not known</source>
        <translation>kann hier scheitern: Was dadurch sonst noch geschieht, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: what rows %1 has is not known</source>
        <translation>kann hier scheitern: Welche Zeilen %1 hat, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether there can be a type %1 is not known</source>
        <translation>kann hier scheitern: Ob es einen Typ %1 geben kann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>may fail here: whether something else uses it is not known</source>
        <translation>kann hier scheitern: Ob etwas anderes es benutzt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>what SQLAlchemy reads back of the constraints of %1</source>
        <translation>was SQLAlchemy von den Constraints von %1 zurückliest</translation>
    </message>
    <message>
        <source>ends a savepoint before those within it</source>
        <translation>beendet einen Savepoint vor denen in ihm</translation>
    </message>
    <message>
        <source>which classes are made of it is not known</source>
        <translation>welche Klassen daraus gemacht werden, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 is called by its name in another case</source>
        <translation>%1 wird mit anderer Groß- und Kleinschreibung genannt</translation>
    </message>
</context>
<context>
    <name>PathSummary</name>
    <message numerus="yes">
        <source>%n risky</source>
        <translation>
            <numerusform>%n riskant</numerusform>
            <numerusform>%n riskant</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProjectLoader</name>
    <message>
        <source>Reading scripts</source>
        <translation>Skripte werden gelesen</translation>
    </message>
    <message>
        <source>Checking syntax</source>
        <translation>Syntax wird geprüft</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1-Dateien (*.%2)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>RecentProjects</name>
    <message>
        <source>Opened last</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>RevisionDetail</name>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Angewendet</translation>
    </message>
    <message>
        <source>Applied, current</source>
        <translation>Angewendet, aktuell</translation>
    </message>
    <message>
        <source>In the database only</source>
        <translation>Nur in der Datenbank</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
</context>
<context>
    <name>SchemaPlace</name>
    <message>
        <source>the models</source>
        <translation>die Modelle</translation>
    </message>
    <message>
        <source>the database</source>
        <translation>die Datenbank</translation>
    </message>
    <message>
        <source>all heads</source>
        <translation>alle Heads</translation>
    </message>
    <message>
        <source>the backup of %1</source>
        <translation>der Sicherung von %1</translation>
    </message>
</context>
<context>
    <name>TableState</name>
    <message>
        <source>perhaps %1</source>
        <translation>vielleicht %1</translation>
    </message>
    <message>
        <source>added</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>It is not in the database what its revisions make.</source>
        <translation>Sie ist in der Datenbank nicht das, was ihre Revisionen anlegen.</translation>
    </message>
    <message>
        <source>It is not in the models what its revisions make.</source>
        <translation>Sie ist in den Modellen nicht das, was ihre Revisionen anlegen.</translation>
    </message>
</context>
<context>
    <name>TlsMode</name>
    <message>
        <source>As the client&apos;s settings say</source>
        <translation>Wie in den Einstellungen des Clients</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>If the server offers it</source>
        <translation>Wenn der Server sie anbietet</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Encrypted, known authority</source>
        <translation>Verschlüsselt, bekannte Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Encrypted, known authority, right host</source>
        <translation>Verschlüsselt, bekannte Zertifizierungsstelle, richtiger Host</translation>
    </message>
</context>
<context>
    <name>TrustQuestion</name>
    <message>
        <source>Run This Project&apos;s Code?</source>
        <translation>Code dieses Projekts ausführen?</translation>
    </message>
    <message>
        <source>So far nothing of %1 was run. Alembic imports the project&apos;s env.py, its models and its migration scripts, with your rights. Allow it if you trust where the project came from. You are asked once.</source>
        <translation>Bisher wurde nichts von %1 ausgeführt. Alembic importiert die env.py des Projekts, seine Modelle und seine Migrationsskripte mit Ihren Rechten. Erlauben Sie es, wenn Sie der Herkunft des Projekts vertrauen. Sie werden einmal gefragt.</translation>
    </message>
    <message>
        <source>Trust and Run</source>
        <translation>Vertrauen und ausführen</translation>
    </message>
</context>
<context>
    <name>WindowOptions</name>
    <message>
        <source>The database, as a SQLAlchemy or libpq URL.</source>
        <translation>Die Datenbank als SQLAlchemy- oder libpq-URL.</translation>
    </message>
    <message>
        <source>The section of the ini file.</source>
        <translation>Der Abschnitt der ini-Datei.</translation>
    </message>
    <message>
        <source>The revision to select.</source>
        <translation>Die auszuwählende Revision.</translation>
    </message>
    <message>
        <source>The target to plan an upgrade to.</source>
        <translation>Das Ziel, zu dem ein Upgrade geplant wird.</translation>
    </message>
    <message>
        <source>light, dark or auto, for this run only.</source>
        <translation>light, dark oder auto, nur für diesen Start.</translation>
    </message>
    <message>
        <source>The language, for this run only, such as de.</source>
        <translation>Die Sprache, nur für diesen Start, etwa de.</translation>
    </message>
    <message>
        <source>Draws the page into a PNG file, or every page into a folder, and ends; needs no display.</source>
        <translation>Zeichnet die Seite in eine PNG-Datei oder jede Seite in einen Ordner und endet; braucht keine Anzeige.</translation>
    </message>
    <message>
        <source>The window&apos;s size, such as 1280x800.</source>
        <translation>Die Größe des Fensters, etwa 1280x800.</translation>
    </message>
    <message>
        <source>Pixels per unit, such as 2 for a sharp screen.</source>
        <translation>Pixel je Einheit, etwa 2 für einen hochauflösenden Bildschirm.</translation>
    </message>
    <message>
        <source>A settings file to use instead of one&apos;s own.</source>
        <translation>Eine Einstellungsdatei anstelle der eigenen.</translation>
    </message>
    <message>
        <source>See, run and restore what Alembic migrations do.</source>
        <translation>Sehen, ausführen und wiederherstellen, was Alembic-Migrationen tun.</translation>
    </message>
    <message>
        <source>The project&apos;s folder or its ini file.</source>
        <translation>Der Ordner des Projekts oder seine ini-Datei.</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>Zeigt diese Hilfe.</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>Zeigt die Version.</translation>
    </message>
    <message>
        <source>The page to open: migrations, schema, plan, backups, settings.</source>
        <translation>Die zu öffnende Seite: migrations, schema, plan, backups, settings.</translation>
    </message>
    <message>
        <source>The table to select.</source>
        <translation>Die auszuwählende Tabelle.</translation>
    </message>
    <message>
        <source>What to show of it: operations, schema, sql or script; of a schema: tables, objects or diagram.</source>
        <translation>Was davon gezeigt wird: operations, schema, sql oder script; von einem Schema: tables, objects oder diagram.</translation>
    </message>
    <message>
        <source>The schema to show: migrations, models, database or backup:ID.</source>
        <translation>Das Schema, das gezeigt wird: migrations, models, database oder backup:ID.</translation>
    </message>
    <message>
        <source>The revision to compare it with; on the schema page also heads, models, database or backup:ID.</source>
        <translation>Die Revision, mit der verglichen wird; auf der Schema-Seite auch heads, models, database oder backup:ID.</translation>
    </message>
</context>
<context>
    <name>espalier::cli::BackupChoice</name>
    <message>
        <source>Folder of the backups; by default in the user&apos;s data folder</source>
        <translation>Ordner der Sicherungen; sonst im Datenordner des Benutzers</translation>
    </message>
</context>
<context>
    <name>espalier::cli::BackupCommand</name>
    <message>
        <source>Makes, lists, verifies and restores backups</source>
        <translation>Erstellt, listet, verifiziert und restauriert Sicherungen</translation>
    </message>
    <message>
        <source>Lists backups, broken and unfinished ones too</source>
        <translation>Listet Sicherungen, auch defekte und unfertige</translation>
    </message>
    <message>
        <source>Shows one backup&apos;s manifest</source>
        <translation>Zeigt das Manifest einer Sicherung</translation>
    </message>
    <message>
        <source>Reads a backup whole and says whether it is good</source>
        <translation>Liest eine Sicherung ganz und sagt, ob sie in Ordnung ist</translation>
    </message>
    <message>
        <source>Backs a database up</source>
        <translation>Sichert eine Datenbank</translation>
    </message>
    <message>
        <source>Restores a backup, into a new database by default</source>
        <translation>Stellt eine Sicherung wieder her, sofern nicht anders verlangt in eine neue Datenbank</translation>
    </message>
    <message>
        <source>Removes old backups; says what it would do without --apply</source>
        <translation>Löscht alte Sicherungen; ohne --apply sagt es nur, was es täte</translation>
    </message>
    <message>
        <source>This replaces %1. Type its name to go on:</source>
        <translation>Das ersetzt %1. Tippen Sie den Namen ein, um fortzufahren:</translation>
    </message>
    <message>
        <source>Folder of the backups; by default in the user&apos;s data folder</source>
        <translation>Ordner der Sicherungen; sonst im Datenordner des Benutzers</translation>
    </message>
    <message>
        <source>Folder with client programs, looked at first; may be given several times</source>
        <translation>Ordner mit Client-Programmen, in dem zuerst gesucht wird; mehrfach möglich</translation>
    </message>
    <message>
        <source>Only this database&apos;s</source>
        <translation>Nur von dieser Datenbank</translation>
    </message>
    <message>
        <source>checksum, or contents (also unpacks it)</source>
        <translation>checksum oder contents (entpackt auch)</translation>
    </message>
    <message>
        <source>The project whose database it is; optional</source>
        <translation>Das Projekt, dessen Datenbank es ist; optional</translation>
    </message>
    <message>
        <source>custom or directory, where there is a choice</source>
        <translation>custom oder directory, wo es die Wahl gibt</translation>
    </message>
    <message>
        <source>Tables dumped at the same time (directory format)</source>
        <translation>Gleichzeitig gesicherte Tabellen (Format directory)</translation>
    </message>
    <message>
        <source>How long to wait for a table lock</source>
        <translation>Wie lange auf eine Tabellensperre gewartet wird</translation>
    </message>
    <message>
        <source>Alembic&apos;s table, where the project does not say</source>
        <translation>Alembics Tabelle, wo das Projekt sie nicht nennt</translation>
    </message>
    <message>
        <source>The schema it is in</source>
        <translation>Das Schema, in dem sie liegt</translation>
    </message>
    <message>
        <source>Kept in the manifest</source>
        <translation>Kommt ins Manifest</translation>
    </message>
    <message>
        <source>Verify the new backup: checksum or contents</source>
        <translation>Die neue Sicherung verifizieren: checksum oder contents</translation>
    </message>
    <message>
        <source>Do not count rows</source>
        <translation>Zeilen nicht zählen</translation>
    </message>
    <message>
        <source>Name (or file) of the database; a new name is chosen without it</source>
        <translation>Name (oder Datei) der Datenbank; ohne Angabe ein neuer Name</translation>
    </message>
    <message>
        <source>Replace the database if it exists</source>
        <translation>Die Datenbank ersetzen, wenn es sie gibt</translation>
    </message>
    <message>
        <source>With --overwrite: the database&apos;s name, typed again</source>
        <translation>Mit --overwrite: der Name der Datenbank, noch einmal getippt</translation>
    </message>
    <message>
        <source>With --overwrite: end other sessions</source>
        <translation>Mit --overwrite: andere Sitzungen beenden</translation>
    </message>
    <message>
        <source>Everything belongs to the restoring user; no grants</source>
        <translation>Alles gehört dem wiederherstellenden Benutzer; keine Rechte</translation>
    </message>
    <message>
        <source>Try a server older than the one backed up</source>
        <translation>Auch auf einem älteren Server als dem gesicherten versuchen</translation>
    </message>
    <message>
        <source>Tables restored at the same time</source>
        <translation>Gleichzeitig wiederhergestellte Tabellen</translation>
    </message>
    <message>
        <source>Keep the newest N of each database</source>
        <translation>Die neuesten N je Datenbank behalten</translation>
    </message>
    <message>
        <source>Keep the newest of each of the last N days</source>
        <translation>Von jedem der letzten N Tage die neueste behalten</translation>
    </message>
    <message>
        <source>Keep the newest of each of the last N weeks</source>
        <translation>Von jeder der letzten N Wochen die neueste behalten</translation>
    </message>
    <message>
        <source>Remove what killed runs have left</source>
        <translation>Löschen, was abgebrochene Läufe hinterlassen haben</translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation>Wirklich löschen</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht verifiziert</translation>
    </message>
    <message>
        <source>verified (%1)</source>
        <translation>verifiziert (%1)</translation>
    </message>
    <message>
        <source>DAMAGED (%1)</source>
        <translation>BESCHÄDIGT (%1)</translation>
    </message>
    <message>
        <source>No backups in %1.</source>
        <translation>Keine Sicherungen in %1.</translation>
    </message>
    <message>
        <source>%1 tables</source>
        <translation>%1 Tabellen</translation>
    </message>
    <message>
        <source>BROKEN %1: %2</source>
        <translation>DEFEKT %1: %2</translation>
    </message>
    <message>
        <source>being written: %1 (%2)</source>
        <translation>wird geschrieben: %1 (%2)</translation>
    </message>
    <message>
        <source>unfinished: %1 (%2); remove with prune --leftovers</source>
        <translation>unfertig: %1 (%2); löschen mit prune --leftovers</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisionen</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>%1 is good (%2).</source>
        <translation>%1 ist in Ordnung (%2).</translation>
    </message>
    <message>
        <source>%1 is DAMAGED (%2):</source>
        <translation>%1 ist BESCHÄDIGT (%2):</translation>
    </message>
    <message>
        <source>Restored into %1: %2 tables, %3 rows, revisions %4.</source>
        <translation>Wiederhergestellt in %1: %2 Tabellen, %3 Zeilen, Revisionen %4.</translation>
    </message>
    <message>
        <source>The old content is in backup %1.</source>
        <translation>Der alte Inhalt liegt in der Sicherung %1.</translation>
    </message>
    <message>
        <source>DIFFERS: %1</source>
        <translation>ABWEICHUNG: %1</translation>
    </message>
    <message>
        <source>keep  </source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>would remove</source>
        <translation>würde gelöscht</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>%1 would be freed. Nothing was removed: add --apply.</source>
        <translation>%1 würden frei. Gelöscht wurde nichts: Geben Sie --apply an.</translation>
    </message>
    <message>
        <source>%1 freed.</source>
        <translation>%1 frei.</translation>
    </message>
    <message>
        <source>Section of the ini file</source>
        <translation>Abschnitt der ini-Datei</translation>
    </message>
    <message>
        <source>unfinished: %1; remove with prune --leftovers</source>
        <translation>unfertig: %1; löschen mit prune --leftovers</translation>
    </message>
    <message>
        <source>A backup&apos;s id, a beginning of it, or latest: the newest, with --url that of the database</source>
        <translation>ID einer Sicherung, ihr Anfang oder latest: die neueste, mit --url die der Datenbank</translation>
    </message>
    <message>
        <source>No backups of %1 in %2.</source>
        <translation>Keine Sicherungen von %1 in %2.</translation>
    </message>
    <message>
        <source>read in the snapshot that was dumped</source>
        <translation>im gesicherten Schnappschuss gelesen</translation>
    </message>
    <message>
        <source>read in the copy</source>
        <translation>in der Kopie gelesen</translation>
    </message>
    <message>
        <source>read before and after the dump: the same</source>
        <translation>vor und nach der Sicherung gelesen: dasselbe</translation>
    </message>
    <message>
        <source>read before the dump</source>
        <translation>vor der Sicherung gelesen</translation>
    </message>
    <message>
        <source>read after the dump</source>
        <translation>nach der Sicherung gelesen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>none: %1</source>
        <translation>keines: %1</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>DIFFERS: the schema, from the backup to what was restored: %1</source>
        <translation>ANDERS: das Schema, von der Sicherung zum Zurückgespielten: %1</translation>
    </message>
    <message>
        <source>note: the schema, from the backup to what was restored: %1</source>
        <translation>Hinweis: das Schema, von der Sicherung zum Zurückgespielten: %1</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
</context>
<context>
    <name>espalier::cli::ConnectionOptions</name>
    <message>
        <source>Database: a SQLAlchemy URL or a libpq URI; without it, the project&apos;s own where it can be read</source>
        <translation>Datenbank: eine SQLAlchemy-URL oder libpq-URI; ohne Angabe die des Projekts, wo sie lesbar ist</translation>
    </message>
    <message>
        <source>What the database is: its tag</source>
        <translation>Was für eine Datenbank es ist: ihre Umgebung</translation>
    </message>
    <message>
        <source>Password for %1:</source>
        <translation>Passwort für %1:</translation>
    </message>
</context>
<context>
    <name>espalier::cli::DemoCommand</name>
    <message>
        <source>Writes a sample project with its SQLite database</source>
        <translation>Schreibt ein Beispielprojekt mit seiner SQLite-Datenbank</translation>
    </message>
    <message>
        <source>A folder that is absent or empty</source>
        <translation>Ein Ordner, den es noch nicht gibt oder der leer ist</translation>
    </message>
    <message>
        <source>The demo project is in %1, its database in %2.</source>
        <translation>Das Beispielprojekt liegt in %1, seine Datenbank in %2.</translation>
    </message>
    <message>
        <source>Try:</source>
        <translation>Zum Ausprobieren:</translation>
    </message>
</context>
<context>
    <name>espalier::cli::DiffCommand</name>
    <message>
        <source>Section of the ini file</source>
        <translation>Abschnitt der Ini-Datei</translation>
    </message>
    <message>
        <source>The database whose SQL is meant</source>
        <translation>Die Datenbank, deren SQL gemeint ist</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>Kein Unterschied.</translation>
    </message>
    <message>
        <source>perhaps: %1</source>
        <translation>vielleicht: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n of them cannot be known for sure without running the project; --format json says why.</source>
        <translation>
            <numerusform>%n davon ist nicht sicher bekannt, ohne das Projekt auszuführen; --format json sagt, warum.</numerusform>
            <numerusform>%n davon sind nicht sicher bekannt, ohne das Projekt auszuführen; --format json sagt, warum.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1:%2 makes tables beside the migrations: %3</source>
        <translation>%1:%2 legt Tabellen neben den Migrationen an: %3</translation>
    </message>
    <message>
        <source>Compares the schemas of revisions, models, databases and backups</source>
        <translation>Vergleicht die Schemas von Revisionen, Modellen, Datenbanken und Sicherungen</translation>
    </message>
    <message>
        <source>PROJECT@REV, e.g. shop@heads, PROJECT@models, the URL of a database, or backup:ID</source>
        <translation>PROJEKT@REV, z. B. shop@heads, PROJEKT@models, die URL einer Datenbank oder backup:ID</translation>
    </message>
    <message>
        <source>No difference that is known.</source>
        <translation>Kein bekannter Unterschied.</translation>
    </message>
</context>
<context>
    <name>espalier::cli::DoubtLines</name>
    <message>
        <source>Not known of %1: %2</source>
        <translation>Nicht bekannt von %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more; --format json names all.</source>
        <translation>
            <numerusform>%n weiteres; --format json nennt alle.</numerusform>
            <numerusform>%n weitere; --format json nennt alle.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::cli::GraphCommand</name>
    <message>
        <source>Shows the revisions and what is wrong with the tree</source>
        <translation>Zeigt die Revisionen und was am Baum nicht stimmt</translation>
    </message>
    <message>
        <source>A folder, an ini file or a pyproject.toml</source>
        <translation>Ein Ordner, eine ini-Datei oder eine pyproject.toml</translation>
    </message>
    <message>
        <source>Section of the ini file</source>
        <translation>Abschnitt der ini-Datei</translation>
    </message>
    <message>
        <source>%1 revisions; heads: %2; bases: %3</source>
        <translation>%1 Revisionen; Heads: %2; Bases: %3</translation>
    </message>
    <message>
        <source>Check the whole syntax of every script, however many there are</source>
        <translation>Die ganze Syntax aller Skripte prüfen, wie viele es auch sind</translation>
    </message>
</context>
<context>
    <name>espalier::cli::MigrationChoice</name>
    <message>
        <source>A folder, an ini file or a pyproject.toml</source>
        <translation>Ein Ordner, eine ini-Datei oder eine pyproject.toml</translation>
    </message>
    <message>
        <source>Section of the ini file</source>
        <translation>Abschnitt der ini-Datei</translation>
    </message>
    <message>
        <source>The database whose SQL is meant: %1</source>
        <translation>Die Datenbank, deren SQL gemeint ist: %1</translation>
    </message>
    <message>
        <source>As if env.py were Alembic&apos;s own template: no naming convention, one transaction</source>
        <translation>Als wäre env.py die Vorlage von Alembic: keine Namenskonvention, eine Transaktion</translation>
    </message>
    <message>
        <source>An environment variable of the migrations: NAME=VALUE</source>
        <translation>Eine Umgebungsvariable der Migrationen: NAME=WERT</translation>
    </message>
    <message>
        <source>NAME=VALUE is wanted</source>
        <translation>Erwartet wird NAME=WERT</translation>
    </message>
    <message>
        <source>No environment variables are set but those of --env; else the others are not known</source>
        <translation>Keine Umgebungsvariablen sind gesetzt außer denen von --env; sonst sind die anderen nicht bekannt</translation>
    </message>
</context>
<context>
    <name>espalier::cli::OpsCommand</name>
    <message>
        <source>Says what a revision does, without running it</source>
        <translation>Sagt, was eine Revision tut, ohne sie auszuführen</translation>
    </message>
    <message>
        <source>A revision, also partial, or head</source>
        <translation>Eine Revision, auch gekürzt, oder head</translation>
    </message>
    <message>
        <source>What its downgrade() does</source>
        <translation>Was ihr downgrade() tut</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nichts.</translation>
    </message>
    <message>
        <source>Stops: %1</source>
        <translation>Bricht ab: %1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Whether its downgrade() undoes all of it is not known (line %1): %2</source>
        <translation>Ob ihr downgrade() alles zurücknimmt, ist nicht bekannt (Zeile %1): %2</translation>
    </message>
    <message>
        <source>Its downgrade() forgets: %1</source>
        <translation>Ihr downgrade() vergisst: %1</translation>
    </message>
</context>
<context>
    <name>espalier::cli::PlanCommand</name>
    <message>
        <source>Shows the steps to a revision, and runs none of them</source>
        <translation>Zeigt die Schritte zu einer Revision und führt keinen davon aus</translation>
    </message>
    <message>
        <source>head, heads, base, a revision, +2, -1, label@head, …</source>
        <translation>head, heads, base, eine Revision, +2, -1, label@head, …</translation>
    </message>
    <message>
        <source>A downgrade</source>
        <translation>Ein Downgrade</translation>
    </message>
    <message>
        <source>Start at these revisions instead of the database&apos;s, comma separated</source>
        <translation>Bei diesen Revisionen beginnen statt bei denen der Datenbank, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>From %1 to %2:</source>
        <translation>Von %1 nach %2:</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
</context>
<context>
    <name>espalier::cli::ProjectChoice</name>
    <message>
        <source>A folder, an ini file or a pyproject.toml</source>
        <translation>Ein Ordner, eine ini-Datei oder eine pyproject.toml</translation>
    </message>
    <message>
        <source>Section of the ini file</source>
        <translation>Abschnitt der ini-Datei</translation>
    </message>
    <message>
        <source>Command that starts the project&apos;s Python, e.g. &quot;docker compose exec -T api python&quot;</source>
        <translation>Befehl, der das Python des Projekts startet, z. B. &quot;docker compose exec -T api python&quot;</translation>
    </message>
</context>
<context>
    <name>espalier::cli::RunCommand</name>
    <message>
        <source>Brings a database up to a revision</source>
        <translation>Bringt eine Datenbank hinauf auf eine Revision</translation>
    </message>
    <message>
        <source>Takes a database back to a revision</source>
        <translation>Nimmt eine Datenbank auf eine Revision zurück</translation>
    </message>
    <message>
        <source>Writes a revision into the version table, and runs nothing</source>
        <translation>Schreibt eine Revision in die Versionstabelle und führt nichts aus</translation>
    </message>
    <message>
        <source>head, heads, base, a revision, +2, -1, label@head, …</source>
        <translation>head, heads, base, eine Revision, +2, -1, label@head, …</translation>
    </message>
    <message>
        <source>What carries out the steps</source>
        <translation>Was die Schritte ausführt</translation>
    </message>
    <message>
        <source>Longest wait for a lock, e.g. 5s</source>
        <translation>Längstes Warten auf eine Sperre, z. B. 5s</translation>
    </message>
    <message>
        <source>Argument for env.py: KEY=VALUE</source>
        <translation>Argument für env.py: SCHLÜSSEL=WERT</translation>
    </message>
    <message>
        <source>Back the database up first</source>
        <translation>Die Datenbank zuerst sichern</translation>
    </message>
    <message>
        <source>Try it on a copy first</source>
        <translation>Zuerst an einer Kopie proben</translation>
    </message>
    <message>
        <source>Do not ask before a downgrade or on production</source>
        <translation>Vor einem Downgrade und auf Produktion nicht fragen</translation>
    </message>
    <message>
        <source>Allow this project&apos;s code to run, now and later</source>
        <translation>Dem Code dieses Projekts die Ausführung erlauben, jetzt und künftig</translation>
    </message>
    <message>
        <source>Empty the version table first</source>
        <translation>Die Versionstabelle zuerst leeren</translation>
    </message>
    <message>
        <source>Running %1 means to run its env.py and scripts as programs. Do you trust them? [y/N]</source>
        <translation>%1 auszuführen heißt, env.py und die Skripte als Programme laufen zu lassen. Vertrauen Sie ihnen? [j/N]</translation>
    </message>
    <message>
        <source>Run these steps on %1? [y/N]</source>
        <translation>Diese Schritte auf %1 ausführen? [j/N]</translation>
    </message>
    <message>
        <source>Before %1 to %2</source>
        <translation>Vor %1 auf %2</translation>
    </message>
    <message>
        <source>Backup %1 was made.</source>
        <translation>Die Sicherung %1 wurde erstellt.</translation>
    </message>
    <message>
        <source>Done: the database is at %1.</source>
        <translation>Fertig: Die Datenbank steht auf %1.</translation>
    </message>
    <message>
        <source>%1: running …</source>
        <translation>%1: läuft …</translation>
    </message>
    <message>
        <source>%1: done (%2 ms)</source>
        <translation>%1: fertig (%2 ms)</translation>
    </message>
    <message>
        <source>%1: done, not committed yet (%2 ms)</source>
        <translation>%1: fertig, noch ohne Commit (%2 ms)</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>espalier::cli::SchemaCommand</name>
    <message>
        <source>A revision, several with commas, or heads (the default)</source>
        <translation>Eine Revision, mehrere mit Kommas, oder heads (der Standard)</translation>
    </message>
    <message>
        <source>An upgrade from nothing stops at %1 (%2:%3): %4</source>
        <translation>Ein Upgrade von Grund auf bricht bei %1 ab (%2:%3): %4</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) on the way cannot be known without running them; --format json names them.</source>
        <translation>
            <numerusform>%n Schritt auf dem Weg ist ohne Ausführen nicht zu wissen; --format json nennt ihn.</numerusform>
            <numerusform>%n Schritte auf dem Weg sind ohne Ausführen nicht zu wissen; --format json nennt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>The schema that the project&apos;s models describe</source>
        <translation>Das Schema, das die Modelle des Projekts beschreiben</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) of the models cannot be known without running them; --format json names them.</source>
        <translation>
            <numerusform>%n Angabe der Modelle ist nicht zu erfahren, ohne sie auszuführen; --format json nennt sie.</numerusform>
            <numerusform>%n Angaben der Modelle sind nicht zu erfahren, ohne sie auszuführen; --format json nennt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Whether an upgrade from nothing succeeds is not known from %1 on (%2:%3): %4</source>
        <translation>Ob ein Upgrade aus dem Nichts gelingt, ist ab %1 nicht bekannt (%2:%3): %4</translation>
    </message>
    <message>
        <source>Shows the schema that the migrations make, at any revision, that of the models, of a database, or of a backup</source>
        <translation>Zeigt das Schema, das die Migrationen ergeben, bei jeder Revision, das der Modelle, einer Datenbank oder einer Sicherung</translation>
    </message>
    <message>
        <source>A backup&apos;s id, a beginning of it, or latest: the newest, with --url that of the database</source>
        <translation>ID einer Sicherung, ihr Anfang oder latest: die neueste, mit --url die der Datenbank</translation>
    </message>
    <message>
        <source>give a project, --url or --backup, one of them</source>
        <translation>Geben Sie ein Projekt, --url oder --backup an, eines davon</translation>
    </message>
    <message>
        <source>the models are those of no revision</source>
        <translation>die Modelle gehören zu keiner Revision</translation>
    </message>
    <message>
        <source>goes with a project alone</source>
        <translation>geht nur mit einem Projekt</translation>
    </message>
    <message>
        <source>No tables.</source>
        <translation>Keine Tabellen.</translation>
    </message>
</context>
<context>
    <name>espalier::cli::SqlCommand</name>
    <message>
        <source>Writes the SQL of revisions, without a database and without Python</source>
        <translation>Schreibt das SQL von Revisionen, ohne Datenbank und ohne Python</translation>
    </message>
    <message>
        <source>[FROM:]TO, as for alembic upgrade --sql; with --down FROM:TO downwards</source>
        <translation>[VON:]BIS wie bei alembic upgrade --sql; mit --down VON:BIS abwärts</translation>
    </message>
    <message>
        <source>A downgrade</source>
        <translation>Ein Downgrade</translation>
    </message>
    <message>
        <source>Parts of this script are not known without running the project; they stand in it as comments.</source>
        <translation>Teile dieses Skripts sind nicht bekannt, ohne das Projekt auszuführen; sie stehen darin als Kommentare.</translation>
    </message>
    <message>
        <source>Runs the project&apos;s own Alembic offline and says, revision by revision, whether it writes the same; exit code 3 where it does not</source>
        <translation>Führt das Alembic des Projekts offline aus und sagt Revision für Revision, ob es dasselbe schreibt; Rückgabewert 3, wo nicht</translation>
    </message>
    <message>
        <source>With --compare: command that starts the project&apos;s Python, e.g. &quot;docker compose exec -T api python&quot;</source>
        <translation>Mit --compare: Befehl, der das Python des Projekts startet, z. B. &quot;docker compose exec -T api python&quot;</translation>
    </message>
    <message>
        <source>Allow this project&apos;s code to run, now and later</source>
        <translation>Dem Code dieses Projekts die Ausführung erlauben, jetzt und künftig</translation>
    </message>
    <message>
        <source>%1: Alembic can&apos;t write it offline: %2</source>
        <translation>%1: Alembic kann es offline nicht schreiben: %2</translation>
    </message>
    <message>
        <source>%1: the same, %2</source>
        <translation>%1: gleich, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n statements</source>
        <translation>
            <numerusform>%n Anweisung</numerusform>
            <numerusform>%n Anweisungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 (+ as written here, - as Alembic writes it)</source>
        <translation>%1: %2 (+ wie hier geschrieben, - wie Alembic es schreibt)</translation>
    </message>
    <message numerus="yes">
        <source>%n statements differ</source>
        <translation>
            <numerusform>%n Anweisung weicht ab</numerusform>
            <numerusform>%n Anweisungen weichen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>Alembic %1: %2 the same, %3 different, %4 that it can&apos;t write offline.</source>
        <translation>Alembic %1: %2 gleich, %3 verschieden, %4 kann es offline nicht schreiben.</translation>
    </message>
    <message>
        <source>What is written here is as SQLAlchemy 2.0 has it; the project has %1.</source>
        <translation>Was hier steht, ist geschrieben, wie SQLAlchemy 2.0 es tut; das Projekt hat %1.</translation>
    </message>
</context>
<context>
    <name>espalier::cli::StatusCommand</name>
    <message>
        <source>Shows what is applied, pending and unknown in a database</source>
        <translation>Zeigt, was in einer Datenbank angewendet, ausstehend und unbekannt ist</translation>
    </message>
    <message>
        <source>There is no table %1 yet: nothing is applied.</source>
        <translation>Es gibt noch keine Tabelle %1: Nichts ist angewendet.</translation>
    </message>
    <message>
        <source>%1 applied, %2 pending</source>
        <translation>%1 angewendet, %2 ausstehend</translation>
    </message>
    <message>
        <source>In %1, but in no script: %2</source>
        <translation>In %1, aber in keinem Skript: %2</translation>
    </message>
</context>
<context>
    <name>espalier::cli::WriteCommand</name>
    <message>
        <source>Writes the revision that is missing between the migrations and the models</source>
        <translation>Schreibt die Revision, die zwischen den Migrationen und den Modellen fehlt</translation>
    </message>
    <message>
        <source>The revision that it follows, or base; the head otherwise</source>
        <translation>Die Revision, auf die sie folgt, oder base; sonst der Head</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Worum es in ihr geht</translation>
    </message>
    <message>
        <source>Its id; of the form of the project&apos;s newest ones otherwise</source>
        <translation>Ihre Kennung; sonst von der Form der neuesten des Projekts</translation>
    </message>
    <message>
        <source>Write the file instead of showing it</source>
        <translation>Die Datei schreiben, statt sie zu zeigen</translation>
    </message>
    <message>
        <source>Nothing is missing: the migrations make what the models say.</source>
        <translation>Nichts fehlt: Die Migrationen legen an, was die Modelle sagen.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Left out: %1: %2</source>
        <translation>Ausgelassen: %1: %2</translation>
    </message>
    <message>
        <source>Still different afterwards: %1</source>
        <translation>Danach noch verschieden: %1</translation>
    </message>
    <message>
        <source>Not undone by a downgrade: %1</source>
        <translation>Von einem Downgrade nicht rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>Nothing is known to be missing.</source>
        <translation>Soweit bekannt, fehlt nichts.</translation>
    </message>
    <message>
        <source>Its upgrade does nothing: what differs is not known for sure, or cannot be written.</source>
        <translation>Ihr Upgrade tut nichts: Was abweicht, ist nicht sicher bekannt oder lässt sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>espalier::graphview::GraphView</name>
    <message numerus="yes">
        <source>%n revision(s). %1</source>
        <translation>
            <numerusform>%n Revision. %1</numerusform>
            <numerusform>%n Revisionen. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrow keys walk along the tree, Enter opens, Space folds and unfolds.</source>
        <translation>Die Pfeiltasten gehen am Baum entlang, die Eingabetaste öffnet, die Leertaste klappt auf und zu.</translation>
    </message>
    <message>
        <source>Migration graph</source>
        <translation>Migrationsgraph</translation>
    </message>
    <message>
        <source>No revisions yet</source>
        <translation>Noch keine Revisionen</translation>
    </message>
    <message numerus="yes">
        <source>%n revisions, from %1 to %2. Click to unfold.</source>
        <translation>
            <numerusform>%n Revision, von %1 bis %2. Zum Aufklappen klicken.</numerusform>
            <numerusform>%n Revisionen, von %1 bis %2. Zum Aufklappen klicken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n Revision</numerusform>
            <numerusform>%n Revisionen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::graphview::Minimap</name>
    <message>
        <source>Overview of the whole graph</source>
        <translation>Übersicht über den ganzen Graphen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::AlembicComparison</name>
    <message>
        <source>No revision is selected.</source>
        <translation>Keine Revision ist ausgewählt.</translation>
    </message>
    <message>
        <source>No Python was found to run Alembic with.</source>
        <translation>Es wurde kein Python gefunden, in dem Alembic laufen könnte.</translation>
    </message>
    <message>
        <source>Comparing with Alembic</source>
        <translation>Vergleich mit Alembic</translation>
    </message>
    <message>
        <source>Alembic %1 with SQLAlchemy %2</source>
        <translation>Alembic %1 mit SQLAlchemy %2</translation>
    </message>
    <message>
        <source>%1 can&apos;t write this revision offline: %2</source>
        <translation>%1 kann diese Revision offline nicht schreiben: %2</translation>
    </message>
    <message>
        <source>%1 stops, as said here: %2</source>
        <translation>%1 hält an, wie hier gesagt: %2</translation>
    </message>
    <message>
        <source>The same: %1 writes no statement either.</source>
        <translation>Gleich: Auch %1 schreibt keine Anweisung.</translation>
    </message>
    <message numerus="yes">
        <source>The same as %1 writes, statement for statement (%n statements).</source>
        <translation>
            <numerusform>Dasselbe, was %1 schreibt, Anweisung für Anweisung (%n Anweisung).</numerusform>
            <numerusform>Dasselbe, was %1 schreibt, Anweisung für Anweisung (%n Anweisungen).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statements differ from what %1 writes.</source>
        <translation>
            <numerusform>%n Anweisung weicht von dem ab, was %1 schreibt.</numerusform>
            <numerusform>%n Anweisungen weichen von dem ab, was %1 schreibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>This revision is not known in full here.</source>
        <translation>Diese Revision ist hier nicht ganz bekannt.</translation>
    </message>
    <message>
        <source>What is written here is as SQLAlchemy 2.0 has it.</source>
        <translation>Was hier steht, ist geschrieben, wie SQLAlchemy 2.0 es tut.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::BackupShelf</name>
    <message>
        <source>Listing backups</source>
        <translation>Sicherungen werden aufgelistet</translation>
    </message>
</context>
<context>
    <name>espalier::ui::BackupsController</name>
    <message>
        <source>Back Up Now…</source>
        <translation>Jetzt sichern …</translation>
    </message>
    <message>
        <source>Check Whole Backup</source>
        <translation>Ganze Sicherung prüfen</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Delete Backup…</source>
        <translation>Sicherung löschen …</translation>
    </message>
    <message>
        <source>Prune Old Backups…</source>
        <translation>Alte Sicherungen ausdünnen …</translation>
    </message>
    <message>
        <source>List Backups Again</source>
        <translation>Sicherungen neu auflisten</translation>
    </message>
    <message>
        <source>Backing up %1</source>
        <translation>%1 wird gesichert</translation>
    </message>
    <message>
        <source>Backed up %1: %2 tables, %3, in %4.</source>
        <translation>%1 gesichert: %2 Tabellen, %3, in %4.</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>%1 wird geprüft</translation>
    </message>
    <message>
        <source>%1 is good: every file was read whole.</source>
        <translation>%1 ist in Ordnung: Jede Datei wurde ganz gelesen.</translation>
    </message>
    <message>
        <source>%1 is bad: %2</source>
        <translation>%1 ist nicht in Ordnung: %2</translation>
    </message>
    <message>
        <source>This backup is not there any more.</source>
        <translation>Diese Sicherung gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Connect to the server that it is to be restored on first.</source>
        <translation>Verbinden Sie sich zuerst mit dem Server, auf dem sie wiederhergestellt werden soll.</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>Welche Datei?</translation>
    </message>
    <message>
        <source>Which database?</source>
        <translation>Welche Datenbank?</translation>
    </message>
    <message>
        <source>This file is there already.</source>
        <translation>Diese Datei gibt es schon.</translation>
    </message>
    <message>
        <source>Type %1 to overwrite it.</source>
        <translation>Tippen Sie %1 ein, um es zu überschreiben.</translation>
    </message>
    <message>
        <source>Restoring into %1</source>
        <translation>In %1 wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Restored into %1: %2 tables, %3 rows, in %4.</source>
        <translation>In %1 wiederhergestellt: %2 Tabellen, %3 Zeilen, in %4.</translation>
    </message>
    <message>
        <source>It holds exactly what was backed up.</source>
        <translation>Sie enthält genau das, was gesichert wurde.</translation>
    </message>
    <message>
        <source>Delete This Backup?</source>
        <translation>Diese Sicherung löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The backup of %1 from %2 is deleted for good.</source>
        <translation>Die Sicherung von %1 vom %2 wird endgültig gelöscht.</translation>
    </message>
    <message>
        <source>The broken backup %1 is deleted for good.</source>
        <translation>Die defekte Sicherung %1 wird endgültig gelöscht.</translation>
    </message>
    <message>
        <source>It is the newest backup of the connected database.</source>
        <translation>Es ist die neueste Sicherung der verbundenen Datenbank.</translation>
    </message>
    <message>
        <source>Deleting %1</source>
        <translation>%1 wird gelöscht</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 wurde gelöscht.</translation>
    </message>
    <message>
        <source>Pruning old backups</source>
        <translation>Alte Sicherungen werden ausgedünnt</translation>
    </message>
    <message numerus="yes">
        <source>%n backups were deleted; %1 are free again.</source>
        <translation>
            <numerusform>%n Sicherung wurde gelöscht; %1 sind wieder frei.</numerusform>
            <numerusform>%n Sicherungen wurden gelöscht; %1 sind wieder frei.</numerusform>
        </translation>
    </message>
    <message>
        <source>Removing leftovers</source>
        <translation>Überreste werden entfernt</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was left behind.</source>
        <translation>Abgebrochen. Es blieb nichts zurück.</translation>
    </message>
    <message>
        <source>Cancelled. %1</source>
        <translation>Abgebrochen. %1</translation>
    </message>
    <message>
        <source>In the schema: %1</source>
        <translation>Im Schema: %1</translation>
    </message>
</context>
<context>
    <name>espalier::ui::BackupsModel</name>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>good, %1</source>
        <translation>in Ordnung, %1</translation>
    </message>
    <message>
        <source>bad, %1</source>
        <translation>nicht in Ordnung, %1</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>defekt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisionen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>espalier::ui::BackupsPage</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Search backups</source>
        <translation>Sicherungen durchsuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n backups in %1</source>
        <translation>
            <numerusform>%n Sicherung in %1</numerusform>
            <numerusform>%n Sicherungen in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No backups yet</source>
        <translation>Noch keine Sicherungen</translation>
    </message>
    <message>
        <source>A backup is made with the database&apos;s own tool, and holds a list of its tables, rows and checksums, so that a restore can be proven.</source>
        <translation>Eine Sicherung entsteht mit dem Werkzeug der Datenbank selbst und enthält eine Liste ihrer Tabellen, Zeilen und Prüfsummen, damit sich eine Wiederherstellung beweisen lässt.</translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished backups were left by programs that were killed, %1.</source>
        <translation>
            <numerusform>%n unfertige Sicherung blieb von abgebrochenen Programmen zurück, %1.</numerusform>
            <numerusform>%n unfertige Sicherungen blieben von abgebrochenen Programmen zurück, %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The selected backup</source>
        <translation>Die ausgewählte Sicherung</translation>
    </message>
    <message>
        <source>with its schema</source>
        <translation>mit ihrem Schema</translation>
    </message>
    <message>
        <source>without a schema</source>
        <translation>ohne Schema</translation>
    </message>
    <message>
        <source>Its schema was not kept: %1</source>
        <translation>Ihr Schema wurde nicht aufgehoben: %1</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ChangesPanel</name>
    <message>
        <source>Applied revisions → database</source>
        <translation>Angewandte Revisionen → Datenbank</translation>
    </message>
    <message>
        <source>Applied revisions → heads</source>
        <translation>Angewandte Revisionen → Köpfe</translation>
    </message>
    <message>
        <source>Heads → models</source>
        <translation>Köpfe → Modelle</translation>
    </message>
    <message>
        <source>SQL of what differs</source>
        <translation>SQL dessen, was abweicht</translation>
    </message>
    <message>
        <source>Where the SQL leads</source>
        <translation>Wohin das SQL führt</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Hin</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>What makes of the one what the other is</source>
        <translation>Was aus dem einen macht, was das andere ist</translation>
    </message>
    <message>
        <source>What undoes that</source>
        <translation>Was das zurücknimmt</translation>
    </message>
    <message>
        <source>Copy the SQL</source>
        <translation>Das SQL kopieren</translation>
    </message>
</context>
<context>
    <name>espalier::ui::CodeView</name>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
</context>
<context>
    <name>espalier::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>An action, a table, a revision&apos;s id or words of its message…</source>
        <translation>Eine Aktion, eine Tabelle, die ID einer Revision oder Worte aus ihrer Nachricht …</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ComparisonPanel</name>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>The database that the revisions are read for</source>
        <translation>Die Datenbank, für die die Revisionen gelesen werden</translation>
    </message>
    <message>
        <source>Comparison of two revisions</source>
        <translation>Vergleich zweier Revisionen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Swap the two</source>
        <translation>Die beiden tauschen</translation>
    </message>
    <message>
        <source>Copy what differs, as text</source>
        <translation>Unterschiede als Text kopieren</translation>
    </message>
    <message>
        <source>Back to the revision</source>
        <translation>Zurück zur Revision</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message numerus="yes">
        <source>%n differences</source>
        <translation>
            <numerusform>%n Unterschied</numerusform>
            <numerusform>%n Unterschiede</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::ConnectionDialog</name>
    <message>
        <source>Connect to a Database</source>
        <translation>Mit einer Datenbank verbinden</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Known connections</source>
        <translation>Bekannte Verbindungen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>postgresql://user@host/database, sqlite:///file.db, host=… dbname=…</source>
        <translation>postgresql://benutzer@host/datenbank, sqlite:///datei.db, host=… dbname=…</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Paste a URL</source>
        <translation>URL einfügen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>localhost, or the folder of a socket</source>
        <translation>localhost oder der Ordner eines Sockets</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Host and port</source>
        <translation>Host und Port</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Database File</source>
        <translation>Datenbankdatei</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Keep the password</source>
        <translation>Passwort aufbewahren</translation>
    </message>
    <message>
        <source>Until the window closes</source>
        <translation>Bis das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>In the keychain</source>
        <translation>Im Schlüsselbund</translation>
    </message>
    <message>
        <source>From the environment</source>
        <translation>Aus der Umgebung</translation>
    </message>
    <message>
        <source>From the password file</source>
        <translation>Aus der Passwortdatei</translation>
    </message>
    <message>
        <source>There is none</source>
        <translation>Es gibt keines</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Authority&apos;s certificate</source>
        <translation>Zertifikat der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Authority&apos;s Certificate</source>
        <translation>Zertifikat der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Production is marked red everywhere and asks for typed confirmation.</source>
        <translation>Produktion wird überall rot gezeigt und verlangt getippte Bestätigung.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What you call it</source>
        <translation>Wie Sie sie nennen</translation>
    </message>
    <message>
        <source>Save this connection</source>
        <translation>Diese Verbindung speichern</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>Named by the project: %1</source>
        <translation>Vom Projekt genannt: %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Cancel Test</source>
        <translation>Test abbrechen</translation>
    </message>
    <message>
        <source>%1 answered in %2.</source>
        <translation>%1 hat in %2 geantwortet.</translation>
    </message>
    <message>
        <source>Encrypted: %1.</source>
        <translation>Verschlüsselt: %1.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ConnectionEditor</name>
    <message>
        <source>Looking for the keychain</source>
        <translation>Schlüsselbund wird gesucht</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>Welche Datei?</translation>
    </message>
    <message>
        <source>Which database?</source>
        <translation>Welche Datenbank?</translation>
    </message>
    <message>
        <source>The port is no number between 1 and 65535.</source>
        <translation>Der Port ist keine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>Enforced by the client library: it refuses anything less before it logs in.</source>
        <translation>Von der Client-Bibliothek durchgesetzt: Sie lehnt alles Schwächere ab, bevor sie sich anmeldet.</translation>
    </message>
    <message>
        <source>Checked after the login and before any statement: otherwise Espalier hangs up. The password has been sent by then.</source>
        <translation>Nach der Anmeldung und vor jeder Anweisung geprüft: Sonst legt Espalier auf. Das Passwort ist dann schon gesendet.</translation>
    </message>
    <message>
        <source>Can&apos;t be promised with this client library: connecting will be refused.</source>
        <translation>Lässt sich mit dieser Client-Bibliothek nicht zusichern: Das Verbinden wird abgelehnt.</translation>
    </message>
    <message>
        <source>Kept in memory until the window closes; nothing is written.</source>
        <translation>Bleibt im Arbeitsspeicher, bis das Fenster geschlossen wird; nichts wird geschrieben.</translation>
    </message>
    <message>
        <source>The server is expected to ask for none.</source>
        <translation>Der Server wird voraussichtlich keines verlangen.</translation>
    </message>
    <message>
        <source>Taken from the client&apos;s environment variables.</source>
        <translation>Aus den Umgebungsvariablen des Clients.</translation>
    </message>
    <message>
        <source>Taken from the client&apos;s own password file.</source>
        <translation>Aus der Passwortdatei des Clients.</translation>
    </message>
    <message>
        <source>Testing the connection</source>
        <translation>Die Verbindung wird getestet</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ConnectionsController</name>
    <message>
        <source>Connect…</source>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Read What Is Applied</source>
        <translation>Angewendetes neu lesen</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Reading saved connections</source>
        <translation>Gespeicherte Verbindungen werden gelesen</translation>
    </message>
    <message>
        <source>Saving the connection</source>
        <translation>Die Verbindung wird gespeichert</translation>
    </message>
    <message>
        <source>Forgetting the connection</source>
        <translation>Die Verbindung wird vergessen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
</context>
<context>
    <name>espalier::ui::CreateBackupDialog</name>
    <message>
        <source>Back Up %1</source>
        <translation>%1 sichern</translation>
    </message>
    <message>
        <source>Back Up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Count every table&apos;s rows</source>
        <translation>Zeilen aller Tabellen zählen</translation>
    </message>
    <message>
        <source>Needed to compare a restore row by row; takes a while on large tables</source>
        <translation>Nötig, um eine Wiederherstellung Zeile für Zeile zu vergleichen; dauert bei großen Tabellen</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wofür sie ist</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Parallel jobs</source>
        <translation>Parallele Jobs</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>It is written under a temporary name in %1, and gets its own name only when it is whole.</source>
        <translation>Sie wird unter einem vorläufigen Namen in %1 geschrieben und bekommt ihren Namen erst, wenn sie vollständig ist.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::DatabaseSession</name>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung zu %1 wird hergestellt</translation>
    </message>
    <message>
        <source>Reading what is applied</source>
        <translation>Es wird gelesen, was angewendet ist</translation>
    </message>
</context>
<context>
    <name>espalier::ui::DetailPanel</name>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Details of the selected revision</source>
        <translation>Einzelheiten der gewählten Revision</translation>
    </message>
    <message>
        <source>No revision selected</source>
        <translation>Keine Revision gewählt</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Without a message</source>
        <translation>Ohne Nachricht</translation>
    </message>
    <message>
        <source>No script defines it</source>
        <translation>Kein Skript definiert sie</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Angewendet</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Parents</source>
        <translation>Vorgänger</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Nachfolger</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Downgrade</source>
        <translation>Downgrade</translation>
    </message>
    <message>
        <source>The script has none; it can&apos;t be taken back.</source>
        <translation>Das Skript hat keines; es lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Click a card to see what it is. Arrow keys walk along the branches; Ctrl-click a second card to compare the schemas at both.</source>
        <translation>Klicken Sie auf eine Karte, um zu sehen, was sie ist. Die Pfeiltasten gehen die Zweige entlang; ein Strg-Klick auf eine zweite Karte vergleicht die Schemas an beiden.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramController</name>
    <message>
        <source>Laying out the diagram</source>
        <translation>Diagramm wird angeordnet</translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramGroupActions</name>
    <message>
        <source>Group Tables…</source>
        <translation>Tabellen gruppieren …</translation>
    </message>
    <message>
        <source>Puts a frame around the chosen tables: they stand together and are moved, folded and hidden together</source>
        <translation>Zieht einen Rahmen um die gewählten Tabellen: Sie stehen beieinander und werden gemeinsam verschoben, gefaltet und ausgeblendet</translation>
    </message>
    <message>
        <source>Take out of the Group</source>
        <translation>Aus der Gruppe nehmen</translation>
    </message>
    <message>
        <source>Fold the Group</source>
        <translation>Gruppe falten</translation>
    </message>
    <message>
        <source>One box stands for all its tables, with the foreign keys that lead in and out</source>
        <translation>Ein Kasten steht für alle ihre Tabellen, mit den Fremdschlüsseln, die hinein- und hinausführen</translation>
    </message>
    <message>
        <source>Unfold the Group</source>
        <translation>Gruppe entfalten</translation>
    </message>
    <message>
        <source>Rename the Group…</source>
        <translation>Gruppe umbenennen …</translation>
    </message>
    <message>
        <source>Hide the Group</source>
        <translation>Gruppe ausblenden</translation>
    </message>
    <message>
        <source>Dissolve the Group</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>Its tables stay in the diagram</source>
        <translation>Ihre Tabellen bleiben im Diagramm</translation>
    </message>
    <message>
        <source>Group Tables by the First Word of Their Names</source>
        <translation>Tabellen nach dem ersten Wort ihrer Namen gruppieren</translation>
    </message>
    <message>
        <source>Where three or more begin alike; groups that are there stay</source>
        <translation>Wo drei oder mehr gleich beginnen; vorhandene Gruppen bleiben</translation>
    </message>
    <message>
        <source>Group Tables by Schema</source>
        <translation>Tabellen nach Schema gruppieren</translation>
    </message>
    <message>
        <source>Fold All Groups</source>
        <translation>Alle Gruppen falten</translation>
    </message>
    <message>
        <source>Unfold All Groups</source>
        <translation>Alle Gruppen entfalten</translation>
    </message>
    <message>
        <source>Dissolve All Groups</source>
        <translation>Alle Gruppen auflösen</translation>
    </message>
    <message>
        <source>Group Tables</source>
        <translation>Tabellen gruppieren</translation>
    </message>
    <message numerus="yes">
        <source>Name of the group (%n table(s)):</source>
        <translation>
            <numerusform>Name der Gruppe (%n Tabelle):</numerusform>
            <numerusform>Name der Gruppe (%n Tabellen):</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename the Group</source>
        <translation>Gruppe umbenennen</translation>
    </message>
    <message>
        <source>Name of the group:</source>
        <translation>Name der Gruppe:</translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramMinimap</name>
    <message>
        <source>Overview of the whole diagram</source>
        <translation>Übersicht über das ganze Diagramm</translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramPanel</name>
    <message>
        <source>Diagram of the foreign keys</source>
        <translation>Diagramm der Fremdschlüssel</translation>
    </message>
    <message>
        <source>Foreign keys away:</source>
        <translation>Fremdschlüssel entfernt:</translation>
    </message>
    <message>
        <source>Foreign keys away from the table</source>
        <translation>Fremdschlüssel von der Tabelle entfernt</translation>
    </message>
    <message>
        <source>Show All Tables</source>
        <translation>Alle Tabellen zeigen</translation>
    </message>
    <message>
        <source>Show Only Neighbours</source>
        <translation>Nur Nachbarn zeigen</translation>
    </message>
    <message>
        <source>The selected table and those that a foreign key connects with it</source>
        <translation>Die ausgewählte Tabelle und jene, die ein Fremdschlüssel mit ihr verbindet</translation>
    </message>
    <message>
        <source>Hide Table</source>
        <translation>Tabelle ausblenden</translation>
    </message>
    <message>
        <source>Show Hidden Tables</source>
        <translation>Ausgeblendete Tabellen zeigen</translation>
    </message>
    <message>
        <source>Show the Whole Diagram</source>
        <translation>Das ganze Diagramm zeigen</translation>
    </message>
    <message>
        <source>Zoom to the Selected Table</source>
        <translation>Ausgewählte Tabelle heranholen</translation>
    </message>
    <message>
        <source>And to its neighbours, where they are near</source>
        <translation>Und ihre Nachbarn, wo sie nah sind</translation>
    </message>
    <message>
        <source>Arrange the Diagram Anew</source>
        <translation>Diagramm neu anordnen</translation>
    </message>
    <message>
        <source>Forgets where tables were dragged to</source>
        <translation>Vergisst, wohin Tabellen gezogen wurden</translation>
    </message>
    <message>
        <source>Export Diagram as %1…</source>
        <translation>Diagramm als %1 exportieren …</translation>
    </message>
    <message>
        <source>%1 and its neighbours: %2 of %3 tables</source>
        <translation>%1 und Nachbarn: %2 von %3 Tabellen</translation>
    </message>
    <message>
        <source>Graphviz is not installed: the tables stand in plain columns.</source>
        <translation>Graphviz ist nicht installiert: Die Tabellen stehen in einfachen Spalten.</translation>
    </message>
    <message>
        <source>%1 of %2 tables</source>
        <translation>%1 von %2 Tabellen</translation>
    </message>
    <message numerus="yes">
        <source>Show %n Hidden Table(s)</source>
        <translation>
            <numerusform>%n ausgeblendete Tabelle zeigen</numerusform>
            <numerusform>%n ausgeblendete Tabellen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The diagram was not laid out.</source>
        <translation>Das Diagramm wurde nicht angeordnet.</translation>
    </message>
    <message>
        <source>Nothing to draw</source>
        <translation>Nichts zu zeichnen</translation>
    </message>
    <message>
        <source>All tables are hidden.</source>
        <translation>Alle Tabellen sind ausgeblendet.</translation>
    </message>
    <message>
        <source>This schema has no tables.</source>
        <translation>Dieses Schema hat keine Tabellen.</translation>
    </message>
    <message>
        <source>Laying out the diagram…</source>
        <translation>Diagramm wird angeordnet …</translation>
    </message>
    <message>
        <source>Export Diagram</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>Overview of the Diagram</source>
        <translation>Übersicht über das Diagramm</translation>
    </message>
    <message>
        <source>Group…</source>
        <translation>Gruppieren …</translation>
    </message>
    <message>
        <source>Takes the chosen tables out of the diagram</source>
        <translation>Nimmt die gewählten Tabellen aus dem Diagramm</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) chosen: they are dragged together</source>
        <translation>
            <numerusform>%n Tabelle gewählt</numerusform>
            <numerusform>%n Tabellen gewählt: Sie werden gemeinsam verschoben</numerusform>
        </translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramView</name>
    <message>
        <source>%1: no such table, but foreign keys point to it</source>
        <translation>%1: Diese Tabelle gibt es nicht, aber Fremdschlüssel zeigen auf sie</translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln Spalte</numerusform>
            <numerusform>%Ln Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 keys out, %2 in</source>
        <translation>%1 Schlüssel hinaus, %2 herein</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n Tabelle</numerusform>
            <numerusform>%n Tabellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::DialogFrame</name>
    <message>
        <source>To go on, type %1</source>
        <translation>Um fortzufahren, tippen Sie %1</translation>
    </message>
    <message>
        <source>Typed confirmation</source>
        <translation>Getippte Bestätigung</translation>
    </message>
    <message>
        <source>That Didn&apos;t Work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ErrorPanel</name>
    <message>
        <source>Correct what was entered and try again.</source>
        <translation>Berichtigen Sie die Eingabe und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Check the name, or choose another.</source>
        <translation>Prüfen Sie den Namen oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it.</source>
        <translation>Prüfen Sie, ob es da ist und ob Sie es lesen dürfen.</translation>
    </message>
    <message>
        <source>Mend the file at the place named; it is read again as soon as it is saved.</source>
        <translation>Berichtigen Sie die Datei an der genannten Stelle; nach dem Speichern wird sie sofort neu gelesen.</translation>
    </message>
    <message>
        <source>This can&apos;t be done here; choose another way.</source>
        <translation>Das geht hier nicht; wählen Sie einen anderen Weg.</translation>
    </message>
    <message>
        <source>Nothing was changed. Put right what the message names, then try again.</source>
        <translation>Es wurde nichts geändert. Beheben Sie, was die Meldung nennt, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Be more exact: more signs of the id, or the whole of it.</source>
        <translation>Geben Sie es genauer an: mehr Zeichen der ID oder die ganze.</translation>
    </message>
    <message>
        <source>Check address, port and whether the server runs, then try again.</source>
        <translation>Prüfen Sie Adresse, Port und ob der Server läuft, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Check user and password.</source>
        <translation>Prüfen Sie Benutzer und Passwort.</translation>
    </message>
    <message>
        <source>Reconnect; what the database holds is then read again.</source>
        <translation>Verbinden Sie sich neu; danach wird neu gelesen, was die Datenbank enthält.</translation>
    </message>
    <message>
        <source>The database refused a statement; its own words are in the details.</source>
        <translation>Die Datenbank hat eine Anweisung abgelehnt; ihre eigenen Worte stehen in den Einzelheiten.</translation>
    </message>
    <message>
        <source>Install the program named, or say in the settings where it is.</source>
        <translation>Installieren Sie das genannte Programm oder geben Sie in den Einstellungen an, wo es liegt.</translation>
    </message>
    <message>
        <source>The program&apos;s own words are in the details.</source>
        <translation>Die eigenen Worte des Programms stehen in den Einzelheiten.</translation>
    </message>
    <message>
        <source>Nothing was written. Make room or choose another folder, then try again.</source>
        <translation>Es wurde nichts geschrieben. Schaffen Sie Platz oder wählen Sie einen anderen Ordner, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Don&apos;t rely on it. Take another one, and find out what changed it.</source>
        <translation>Verlassen Sie sich nicht darauf. Nehmen Sie eine andere, und finden Sie heraus, was sie verändert hat.</translation>
    </message>
    <message>
        <source>Somebody else holds it. Wait for them to finish, then try again.</source>
        <translation>Jemand anders hält es fest. Warten Sie, bis er fertig ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Allow this project&apos;s code to run, if you trust where it came from.</source>
        <translation>Erlauben Sie die Ausführung des Projektcodes, wenn Sie seiner Herkunft vertrauen.</translation>
    </message>
    <message>
        <source>This is a fault of Espalier. Please report it with the details.</source>
        <translation>Das ist ein Fehler von Espalier. Bitte melden Sie ihn mit den Einzelheiten.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>espalier::ui::HistoryBar</name>
    <message>
        <source>Revision, in upgrade order</source>
        <translation>Revision in der Reihenfolge des Upgrades</translation>
    </message>
    <message>
        <source>Moves through the revisions in upgrade order</source>
        <translation>Geht durch die Revisionen in der Reihenfolge des Upgrades</translation>
    </message>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n Revision</numerusform>
            <numerusform>%n Revisionen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 · %3 %4</source>
        <translation>%1 von %2 · %3 %4</translation>
    </message>
</context>
<context>
    <name>espalier::ui::JobRow</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source>This can&apos;t be stopped safely just now</source>
        <translation>Das lässt sich im Moment nicht sicher anhalten</translation>
    </message>
</context>
<context>
    <name>espalier::ui::JobsBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>noch %n</numerusform>
            <numerusform>noch %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::JobsModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>espalier::ui::MainWindow</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Command Palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Search This Page</source>
        <translation>Diese Seite durchsuchen</translation>
    </message>
    <message>
        <source>Open Menu</source>
        <translation>Menü öffnen</translation>
    </message>
    <message>
        <source>Full Screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Stop the Run and Close?</source>
        <translation>Lauf anhalten und schließen?</translation>
    </message>
    <message>
        <source>A run is going on. It is stopped after the step that runs now, and then the window closes.</source>
        <translation>Ein Lauf ist im Gange. Er wird nach dem jetzt laufenden Schritt angehalten, dann schließt das Fenster.</translation>
    </message>
    <message>
        <source>Stop and Close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
</context>
<context>
    <name>espalier::ui::MigrationDialog</name>
    <message>
        <source>Write the Missing Migration</source>
        <translation>Fehlende Migration schreiben</translation>
    </message>
    <message>
        <source>Write the File</source>
        <translation>Datei schreiben</translation>
    </message>
    <message>
        <source>The script</source>
        <translation>Das Skript</translation>
    </message>
    <message>
        <source>What it does not cover</source>
        <translation>Was sie nicht abdeckt</translation>
    </message>
    <message>
        <source>Only this file is written, and nothing is run: databases stay as they are.</source>
        <translation>Nur diese Datei wird geschrieben und nichts ausgeführt: Datenbanken bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>The revision that it follows</source>
        <translation>Die Revision, auf die sie folgt</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Follows</source>
        <translation>Folgt auf</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message numerus="yes">
        <source>Choose one of %n heads…</source>
        <translation>
            <numerusform>Einen von %n Heads wählen …</numerusform>
            <numerusform>Einen von %n Heads wählen …</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing: it is the first</source>
        <translation>nichts: Sie ist die erste</translation>
    </message>
    <message>
        <source>Which head does it follow?</source>
        <translation>Auf welchen Head folgt sie?</translation>
    </message>
    <message>
        <source>The tree has several heads. Choose the one that the new revision comes after.</source>
        <translation>Der Baum hat mehrere Heads. Wählen Sie den, auf den die neue Revision folgt.</translation>
    </message>
    <message>
        <source>Nothing is missing</source>
        <translation>Nichts fehlt</translation>
    </message>
    <message>
        <source>The migrations make what the models say.</source>
        <translation>Die Migrationen legen an, was die Modelle sagen.</translation>
    </message>
    <message>
        <source>Writing the script…</source>
        <translation>Das Skript wird geschrieben …</translation>
    </message>
    <message>
        <source>Still different afterwards: %1</source>
        <translation>Danach noch verschieden: %1</translation>
    </message>
    <message>
        <source>A downgrade does not undo: %1</source>
        <translation>Ein Downgrade macht nicht rückgängig: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at before it is run:</source>
        <translation>
            <numerusform>%n Sache ist anzusehen, bevor sie läuft:</numerusform>
            <numerusform>%n Sachen sind anzusehen, bevor sie läuft:</numerusform>
        </translation>
    </message>
    <message>
        <source>Read back, the script makes all that the models say, and its downgrade undoes that.</source>
        <translation>Zurückgelesen legt das Skript alles an, was die Modelle sagen, und sein Downgrade macht das rückgängig.</translation>
    </message>
    <message>
        <source>Left out: %1: %2</source>
        <translation>Ausgelassen: %1: %2</translation>
    </message>
    <message>
        <source>Nothing is known to be missing</source>
        <translation>Soweit bekannt, fehlt nichts</translation>
    </message>
    <message>
        <source>It would do nothing: what differs is not known for sure, or cannot be written.</source>
        <translation>Sie täte nichts: Was abweicht, ist nicht sicher bekannt oder lässt sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::MigrationDraft</name>
    <message>
        <source>Writing the missing migration</source>
        <translation>Fehlende Migration wird geschrieben</translation>
    </message>
</context>
<context>
    <name>espalier::ui::MigrationsController</name>
    <message>
        <source>Upgrade to Here</source>
        <translation>Upgrade bis hierher</translation>
    </message>
    <message>
        <source>Plans the steps from what is applied up to the selected revision</source>
        <translation>Plant die Schritte vom Angewendeten hinauf zur gewählten Revision</translation>
    </message>
    <message>
        <source>Downgrade to Here</source>
        <translation>Downgrade bis hierher</translation>
    </message>
    <message>
        <source>Plans the steps from what is applied down to the selected revision</source>
        <translation>Plant die Schritte vom Angewendeten hinunter zur gewählten Revision</translation>
    </message>
    <message>
        <source>Stamp…</source>
        <translation>Stempeln …</translation>
    </message>
    <message>
        <source>Writes the selected revision into the version table without running anything</source>
        <translation>Schreibt die gewählte Revision in die Versionstabelle, ohne etwas auszuführen</translation>
    </message>
    <message>
        <source>Upgrade to All Heads</source>
        <translation>Upgrade auf alle Heads</translation>
    </message>
    <message>
        <source>Plans everything that is not applied yet</source>
        <translation>Plant alles, was noch nicht angewendet ist</translation>
    </message>
    <message>
        <source>Copy Revision Id</source>
        <translation>Revisions-ID kopieren</translation>
    </message>
    <message>
        <source>Open Script in Editor</source>
        <translation>Skript im Editor öffnen</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n Revision</numerusform>
            <numerusform>%n Revisionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n heads</source>
        <translation>
            <numerusform>%n Head</numerusform>
            <numerusform>%n Heads</numerusform>
        </translation>
    </message>
    <message>
        <source>Previous Revision</source>
        <translation>Vorige Revision</translation>
    </message>
    <message>
        <source>The one before in upgrade order</source>
        <translation>Die davor in der Reihenfolge des Upgrades</translation>
    </message>
    <message>
        <source>Next Revision</source>
        <translation>Nächste Revision</translation>
    </message>
    <message>
        <source>The one after in upgrade order</source>
        <translation>Die danach in der Reihenfolge des Upgrades</translation>
    </message>
    <message>
        <source>Compare With…</source>
        <translation>Vergleichen mit …</translation>
    </message>
    <message>
        <source>The schema at the selected revision beside that at another one</source>
        <translation>Das Schema an der ausgewählten Revision neben dem an einer anderen</translation>
    </message>
    <message>
        <source>Compare SQL with Alembic</source>
        <translation>SQL mit Alembic vergleichen</translation>
    </message>
    <message>
        <source>Lets the project&apos;s own Alembic write the selected revision with --sql, and compares statement by statement</source>
        <translation>Lässt das Alembic des Projekts die ausgewählte Revision mit --sql schreiben und vergleicht Anweisung für Anweisung</translation>
    </message>
    <message>
        <source>Compare Revisions</source>
        <translation>Revisionen vergleichen</translation>
    </message>
    <message>
        <source>Compare %1 with (a revision, head, label@head):</source>
        <translation>%1 vergleichen mit (eine Revision, head, label@head):</translation>
    </message>
</context>
<context>
    <name>espalier::ui::MigrationsPage</name>
    <message>
        <source>Migration tree</source>
        <translation>Migrationsbaum</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>Search revisions</source>
        <translation>Revisionen durchsuchen</translation>
    </message>
    <message>
        <source>Left to Right</source>
        <translation>Von links nach rechts</translation>
    </message>
    <message>
        <source>Fold Long Runs</source>
        <translation>Lange Ketten einklappen</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>Übersichtskarte</translation>
    </message>
    <message>
        <source>Show the Whole Tree</source>
        <translation>Ganzen Baum zeigen</translation>
    </message>
    <message>
        <source>Actual Size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Export Tree as SVG…</source>
        <translation>Baum als SVG exportieren …</translation>
    </message>
    <message>
        <source>Export Tree as PNG…</source>
        <translation>Baum als PNG exportieren …</translation>
    </message>
    <message>
        <source>Problems of the tree</source>
        <translation>Probleme des Baums</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Open Another Project…</source>
        <translation>Anderes Projekt öffnen …</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Open an Alembic project</source>
        <translation>Ein Alembic-Projekt öffnen</translation>
    </message>
    <message>
        <source>Choose the folder that holds alembic.ini, or drag it here. Nothing of the project is run: the scripts are only read.</source>
        <translation>Wählen Sie den Ordner, in dem alembic.ini liegt, oder ziehen Sie ihn hierher. Nichts vom Projekt wird ausgeführt: Die Skripte werden nur gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>%n problems in this tree</source>
        <translation>
            <numerusform>%n Problem in diesem Baum</numerusform>
            <numerusform>%n Probleme in diesem Baum</numerusform>
        </translation>
    </message>
    <message>
        <source>Export Tree</source>
        <translation>Baum exportieren</translation>
    </message>
    <message>
        <source>Compare %1 With This</source>
        <translation>%1 hiermit vergleichen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ObjectPanel</name>
    <message>
        <source>Details of the selected view or type</source>
        <translation>Einzelheiten der gewählten Sicht oder des gewählten Typs</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>Select a view or a type to see its definition and what uses it.</source>
        <translation>Wählen Sie eine Sicht oder einen Typ, um die Definition zu sehen und was sie verwendet.</translation>
    </message>
    <message>
        <source>Definition and uses</source>
        <translation>Definition und Verwendungen</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>an %1</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ObjectsController</name>
    <message>
        <source>Reading views and types</source>
        <translation>Sichten und Typen werden gelesen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ObjectsModel</name>
    <message>
        <source>on %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>view</source>
        <translation>Sicht</translation>
    </message>
    <message>
        <source>materialized view</source>
        <translation>materialisierte Sicht</translation>
    </message>
    <message>
        <source>enum</source>
        <translation>Enum</translation>
    </message>
    <message>
        <source>domain</source>
        <translation>Domäne</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Consists of</source>
        <translation>Besteht aus</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
    <message>
        <source>%1, broken</source>
        <translation>%1, defekt</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ObjectsPanel</name>
    <message>
        <source>Views and types</source>
        <translation>Sichten und Typen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Nothing is called that</source>
        <translation>Nichts heißt so</translation>
    </message>
    <message>
        <source>Tables alone</source>
        <translation>Nur Tabellen</translation>
    </message>
    <message>
        <source>There are no views, no types of its own, no sequences and no functions here.</source>
        <translation>Hier gibt es keine Sichten, keine eigenen Typen, keine Sequenzen und keine Funktionen.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::OperationLinesModel</name>
    <message>
        <source>Stops here: %1</source>
        <translation>Bricht hier ab: %1</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>Types, views and the like</source>
        <translation>Typen, Sichten und Ähnliches</translation>
    </message>
    <message>
        <source>%1 would fail: %2</source>
        <translation>%1 würde scheitern: %2</translation>
    </message>
    <message>
        <source>%1 is not known: %2</source>
        <translation>%1 ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>Perhaps: it depends on what is not known.</source>
        <translation>Vielleicht: Es hängt von etwas ab, das nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Its columns are not all known.</source>
        <translation>Nicht alle ihre Spalten sind bekannt.</translation>
    </message>
    <message>
        <source>Not certain</source>
        <translation>Nicht sicher</translation>
    </message>
    <message numerus="yes">
        <source>What %n earlier revisions do is not known in full.</source>
        <translation>
            <numerusform>Was %n frühere Revision tut, ist nicht ganz bekannt.</numerusform>
            <numerusform>Was %n frühere Revisionen tun, ist nicht ganz bekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Alembic can&apos;t print it (%1): this is what it does on a database.</source>
        <translation>Alembic kann es nicht ausgeben (%1): das tut es auf einer Datenbank.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::OperationsController</name>
    <message>
        <source>Reading what the revisions do</source>
        <translation>Es wird gelesen, was die Revisionen tun</translation>
    </message>
    <message>
        <source>Reading what the revisions do…</source>
        <translation>Es wird gelesen, was die Revisionen tun …</translation>
    </message>
    <message>
        <source>Stopped. &lt;a href=&quot;retry&quot;&gt;Read again&lt;/a&gt;</source>
        <translation>Angehalten. &lt;a href=&quot;retry&quot;&gt;Neu lesen&lt;/a&gt;</translation>
    </message>
    <message>
        <source>The upgrade does nothing.</source>
        <translation>Das Upgrade tut nichts.</translation>
    </message>
    <message>
        <source>The downgrade does nothing.</source>
        <translation>Das Downgrade tut nichts.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::PlanController</name>
    <message>
        <source>Upgrade</source>
        <translation>Upgrade</translation>
    </message>
    <message>
        <source>Downgrade</source>
        <translation>Downgrade</translation>
    </message>
    <message>
        <source>Stamp</source>
        <translation>Stempeln</translation>
    </message>
    <message>
        <source>Drop the Plan</source>
        <translation>Plan verwerfen</translation>
    </message>
    <message>
        <source>Upgrade to %1</source>
        <translation>Upgrade auf %1</translation>
    </message>
    <message>
        <source>Downgrade to %1</source>
        <translation>Downgrade auf %1</translation>
    </message>
    <message>
        <source>Stamp as %1</source>
        <translation>Als %1 stempeln</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Es ist kein Projekt geöffnet.</translation>
    </message>
    <message>
        <source>No database is connected.</source>
        <translation>Es ist keine Datenbank verbunden.</translation>
    </message>
    <message>
        <source>The database does not answer.</source>
        <translation>Die Datenbank antwortet nicht.</translation>
    </message>
    <message>
        <source>No target is chosen.</source>
        <translation>Es ist kein Ziel gewählt.</translation>
    </message>
    <message>
        <source>Nothing to do: the database is there already.</source>
        <translation>Nichts zu tun: Die Datenbank steht schon dort.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::PlanPage</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>Past runs</source>
        <translation>Frühere Läufe</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>heads, an id, +2, branch@head…</source>
        <translation>heads, eine ID, +2, branch@head …</translation>
    </message>
    <message>
        <source>This is production.</source>
        <translation>Das ist Produktion.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Log of the run</source>
        <translation>Protokoll des Laufs</translation>
    </message>
    <message>
        <source>The selected run</source>
        <translation>Der gewählte Lauf</translation>
    </message>
    <message>
        <source>Nothing was run yet</source>
        <translation>Noch nichts ausgeführt</translation>
    </message>
    <message>
        <source>Every upgrade, downgrade and stamp from this window or the command line is recorded here, with each step, how long it took and what the database&apos;s state was afterwards.</source>
        <translation>Jedes Upgrade, jedes Downgrade und jedes Stempeln aus diesem Fenster oder von der Befehlszeile wird hier verzeichnet, mit jedem Schritt, seiner Dauer und dem Zustand der Datenbank danach.</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>A plan leads from what a database has to what its project says.</source>
        <translation>Ein Plan führt von dem, was eine Datenbank hat, zu dem, was ihr Projekt verlangt.</translation>
    </message>
    <message>
        <source>No database connected</source>
        <translation>Keine Datenbank verbunden</translation>
    </message>
    <message>
        <source>Which steps are left depends on what a database has already.</source>
        <translation>Welche Schritte noch fehlen, hängt davon ab, was eine Datenbank schon hat.</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>The database is already where this target leads.</source>
        <translation>Die Datenbank steht schon dort, wohin dieses Ziel führt.</translation>
    </message>
    <message>
        <source>Choose a target</source>
        <translation>Ein Ziel wählen</translation>
    </message>
    <message>
        <source>Type one above, or select a revision in the tree and choose “Upgrade to Here”. Nothing runs before you have seen every step.</source>
        <translation>Tippen Sie oben eines ein oder wählen Sie im Baum eine Revision und dann „Upgrade bis hierher“. Nichts läuft, bevor Sie jeden Schritt gesehen haben.</translation>
    </message>
    <message>
        <source>Done. The database now stands at %1.</source>
        <translation>Fertig. Die Datenbank steht jetzt auf %1.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Stopped. %1</source>
        <translation>Angehalten. %1</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ProblemsModel</name>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ProjectActions</name>
    <message>
        <source>Open Project…</source>
        <translation>Projekt öffnen …</translation>
    </message>
    <message>
        <source>A folder with alembic.ini, or one that holds several such projects</source>
        <translation>Ein Ordner mit alembic.ini oder einer, der mehrere solche Projekte enthält</translation>
    </message>
    <message>
        <source>Open Project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open the Sample Project…</source>
        <translation>Beispielprojekt öffnen …</translation>
    </message>
    <message>
        <source>Makes a small project with a SQLite database to try things on</source>
        <translation>Legt zum Ausprobieren ein kleines Projekt mit einer SQLite-Datenbank an</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Reads changed scripts and what is applied; files are also watched</source>
        <translation>Liest geänderte Skripte und das Angewendete; Dateien werden außerdem beobachtet</translation>
    </message>
    <message>
        <source>Close Project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Where to Put the Sample Project</source>
        <translation>Ort für das Beispielprojekt</translation>
    </message>
    <message>
        <source>Making the sample project</source>
        <translation>Das Beispielprojekt wird angelegt</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ProjectSession</name>
    <message>
        <source>Looking for projects</source>
        <translation>Projekte werden gesucht</translation>
    </message>
    <message>
        <source>Which Project?</source>
        <translation>Welches Projekt?</translation>
    </message>
    <message numerus="yes">
        <source>There are %n projects in %1.</source>
        <translation>
            <numerusform>In %1 gibt es %n Projekt.</numerusform>
            <numerusform>In %1 gibt es %n Projekte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>Reading what has changed</source>
        <translation>Änderungen werden gelesen</translation>
    </message>
    <message>
        <source>Checking the scripts&apos; syntax</source>
        <translation>Die Syntax der Skripte wird geprüft</translation>
    </message>
</context>
<context>
    <name>espalier::ui::PruneDialog</name>
    <message>
        <source>Prune Old Backups</source>
        <translation>Alte Sicherungen ausdünnen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Of each database are kept the newest ones, and the newest of each of the last days and weeks. The newest good one of each database always stays.</source>
        <translation>Von jeder Datenbank bleiben die neuesten Sicherungen und je die neueste der letzten Tage und Wochen. Die neueste gute Sicherung jeder Datenbank bleibt immer.</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>Without any rule everything would go; that is not done.</source>
        <translation>Ganz ohne Regel würde alles gelöscht; das geschieht nicht.</translation>
    </message>
    <message>
        <source>Nothing would be deleted.</source>
        <translation>Es würde nichts gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%n backups would be deleted, %1:</source>
        <translation>
            <numerusform>%n Sicherung würde gelöscht, %1:</numerusform>
            <numerusform>%n Sicherungen würden gelöscht, %1:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RestoreDialog</name>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Into a new database, beside the old one</source>
        <translation>In eine neue Datenbank neben der alten</translation>
    </message>
    <message>
        <source>Over the old one</source>
        <translation>Über die alte</translation>
    </message>
    <message>
        <source>Disconnect everybody else first</source>
        <translation>Zuerst alle anderen Sitzungen trennen</translation>
    </message>
    <message>
        <source>Restore owners and rights</source>
        <translation>Besitzer und Rechte wiederherstellen</translation>
    </message>
    <message>
        <source>Into a new file, beside the old one</source>
        <translation>In eine neue Datei neben der alten</translation>
    </message>
    <message>
        <source>Restore into</source>
        <translation>Wiederherstellen in</translation>
    </message>
    <message>
        <source>Typed confirmation</source>
        <translation>Getippte Bestätigung</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Restore Into</source>
        <translation>Wiederherstellen in</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisionen</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>%1 tables, %2</source>
        <translation>%1 Tabellen, %2</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>All that %1 holds now is replaced by what was backed up. The new content is restored and compared first; only then does it take the old one&apos;s place.</source>
        <translation>Alles, was %1 jetzt enthält, wird durch das Gesicherte ersetzt. Der neue Inhalt wird zuerst wiederhergestellt und verglichen; erst dann tritt er an die Stelle des alten.</translation>
    </message>
    <message>
        <source>To go on, type %1</source>
        <translation>Um fortzufahren, tippen Sie %1</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RevisionTabs</name>
    <message>
        <source>About the revision</source>
        <translation>Über die Revision</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>Upgrade</translation>
    </message>
    <message>
        <source>Downgrade</source>
        <translation>Downgrade</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>The database that the revision is read for</source>
        <translation>Die Datenbank, für die die Revision gelesen wird</translation>
    </message>
    <message>
        <source>Copy the SQL</source>
        <translation>SQL kopieren</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Copy what changes, as text</source>
        <translation>Änderungen als Text kopieren</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RowsController</name>
    <message>
        <source>Reading the first rows of %1</source>
        <translation>Die ersten Zeilen von %1 werden gelesen</translation>
    </message>
    <message>
        <source>Read Rows of a Production Database?</source>
        <translation>Zeilen einer Produktionsdatenbank lesen?</translation>
    </message>
    <message>
        <source>%1 is marked as production. At most %2 rows of %3 are read, in a session that can change nothing.</source>
        <translation>%1 ist als Produktion gekennzeichnet. Höchstens %2 Zeilen von %3 werden gelesen, in einer Sitzung, die nichts ändern kann.</translation>
    </message>
    <message>
        <source>Read Rows</source>
        <translation>Zeilen lesen</translation>
    </message>
    <message>
        <source>Do not ask again for this database until the window closes</source>
        <translation>Für diese Datenbank nicht mehr fragen, bis das Fenster geschlossen wird</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RowsModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RowsPanel</name>
    <message>
        <source>First rows of the table</source>
        <translation>Die ersten Zeilen der Tabelle</translation>
    </message>
    <message>
        <source>Show First Rows…</source>
        <translation>Erste Zeilen zeigen …</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>No database connected</source>
        <translation>Keine Datenbank verbunden</translation>
    </message>
    <message>
        <source>Connect to one to see the first rows of its tables. Nothing is written.</source>
        <translation>Verbinden Sie eine, um die ersten Zeilen ihrer Tabellen zu sehen. Geschrieben wird nichts.</translation>
    </message>
    <message>
        <source>Not in the database</source>
        <translation>Nicht in der Datenbank</translation>
    </message>
    <message>
        <source>The database has no table %1.</source>
        <translation>Die Datenbank hat keine Tabelle %1.</translation>
    </message>
    <message>
        <source>No right to read it</source>
        <translation>Kein Recht, sie zu lesen</translation>
    </message>
    <message>
        <source>The role that is connected may not read %1.</source>
        <translation>Die verbundene Rolle darf %1 nicht lesen.</translation>
    </message>
    <message>
        <source>A production database</source>
        <translation>Eine Produktionsdatenbank</translation>
    </message>
    <message>
        <source>Its rows are not read unless you ask for them.</source>
        <translation>Ihre Zeilen werden nur auf Wunsch gelesen.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The rows of %1 were not read.</source>
        <translation>Die Zeilen von %1 wurden nicht gelesen.</translation>
    </message>
    <message>
        <source>Reading rows…</source>
        <translation>Zeilen werden gelesen …</translation>
    </message>
    <message>
        <source>The table is empty.</source>
        <translation>Die Tabelle ist leer.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n row(s), as the database gives them</source>
        <translation>
            <numerusform>Die erste %n Zeile, wie die Datenbank sie gibt</numerusform>
            <numerusform>Die ersten %n Zeilen, wie die Datenbank sie gibt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n row(s)</source>
        <translation>
            <numerusform>%n Zeile, mehr sind es nicht</numerusform>
            <numerusform>Alle %n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::RunController</name>
    <message>
        <source>Run the Plan</source>
        <translation>Plan ausführen</translation>
    </message>
    <message>
        <source>Stop After This Step</source>
        <translation>Nach diesem Schritt anhalten</translation>
    </message>
    <message>
        <source>What has run stays; what is left is not run</source>
        <translation>Was gelaufen ist, bleibt; der Rest wird nicht ausgeführt</translation>
    </message>
    <message>
        <source>Kill the Run…</source>
        <translation>Lauf abschießen …</translation>
    </message>
    <message>
        <source>Ends Python in the middle of a step; the database rolls back what it can</source>
        <translation>Beendet Python mitten in einem Schritt; die Datenbank rollt zurück, was sie kann</translation>
    </message>
    <message>
        <source>Looking for Python environments</source>
        <translation>Python-Umgebungen werden gesucht</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>Ein Lauf ist im Gange.</translation>
    </message>
    <message>
        <source>This plan has been run.</source>
        <translation>Dieser Plan ist schon gelaufen.</translation>
    </message>
    <message>
        <source>No Python was found to run Alembic with.</source>
        <translation>Es wurde kein Python gefunden, in dem Alembic laufen könnte.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Nothing is run. From now on %1 says that it stands at %2, whether that is so or not.</source>
        <translation>Es wird nichts ausgeführt. Von nun an sagt %1, dass es auf %2 steht, ob das stimmt oder nicht.</translation>
    </message>
    <message>
        <source>Going down drops tables and columns that going up had made in %1, with what is in them.</source>
        <translation>Hinunter löscht Tabellen und Spalten, die der Weg hinauf in %1 angelegt hatte, mit allem, was darin steht.</translation>
    </message>
    <message>
        <source>This changes the production database %1.</source>
        <translation>Das ändert die Produktionsdatenbank %1.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und noch %n</numerusform>
            <numerusform>und noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Backing up %1 first.</source>
        <translation>Zuerst wird %1 gesichert.</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>vor: %1</translation>
    </message>
    <message>
        <source>Backing up %1</source>
        <translation>%1 wird gesichert</translation>
    </message>
    <message>
        <source>Backed up as %1.</source>
        <translation>Gesichert als %1.</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
    <message>
        <source>Stopping after the step that runs now.</source>
        <translation>Nach dem jetzt laufenden Schritt wird angehalten.</translation>
    </message>
    <message>
        <source>Kill the Run?</source>
        <translation>Lauf abschießen?</translation>
    </message>
    <message>
        <source>The step that runs now is broken off. What the database can&apos;t roll back stays half done.</source>
        <translation>Der jetzt laufende Schritt wird abgebrochen. Was die Datenbank nicht zurückrollen kann, bleibt halb fertig.</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Abschießen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RunHistory</name>
    <message>
        <source>Reading the journal</source>
        <translation>Das Journal wird gelesen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RunPanel</name>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Back up first</source>
        <translation>Zuerst sichern</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>as the server has it</source>
        <translation>wie der Server es vorgibt</translation>
    </message>
    <message>
        <source>Wait for locks</source>
        <translation>Auf Sperren warten</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Python that runs Alembic</source>
        <translation>Python, in dem Alembic läuft</translation>
    </message>
    <message>
        <source>Wait for locks at most</source>
        <translation>Höchstens auf Sperren warten</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Plan Again</source>
        <translation>Neu planen</translation>
    </message>
    <message>
        <source>Another command…</source>
        <translation>Anderer Befehl …</translation>
    </message>
    <message>
        <source>No Python with Alembic was found.</source>
        <translation>Es wurde kein Python mit Alembic gefunden.</translation>
    </message>
    <message>
        <source>Command That Starts Python</source>
        <translation>Befehl, der Python startet</translation>
    </message>
    <message>
        <source>For example: docker compose exec -T api python</source>
        <translation>Zum Beispiel: docker compose exec -T api python</translation>
    </message>
    <message>
        <source>No database</source>
        <translation>Keine Datenbank</translation>
    </message>
    <message>
        <source>Stamp</source>
        <translation>Stempeln</translation>
    </message>
    <message numerus="yes">
        <source>Run %n steps</source>
        <translation>
            <numerusform>%n Schritt ausführen</numerusform>
            <numerusform>%n Schritte ausführen</numerusform>
        </translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>Sicherung läuft</translation>
    </message>
    <message>
        <source>Stopping after this step</source>
        <translation>Hält nach diesem Schritt an</translation>
    </message>
    <message>
        <source>%1 of %2 steps done</source>
        <translation>%1 von %2 Schritten fertig</translation>
    </message>
</context>
<context>
    <name>espalier::ui::RunsModel</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>abgerissen</translation>
    </message>
    <message>
        <source>%1 to %2 on %3</source>
        <translation>%1 auf %2 an %3</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>Begonnen %1</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>Mit %1</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Von %1</translation>
    </message>
    <message>
        <source>%1 done in %2</source>
        <translation>%1 fertig in %2</translation>
    </message>
    <message>
        <source>%1 failed after %2</source>
        <translation>%1 fehlgeschlagen nach %2</translation>
    </message>
    <message>
        <source>The database then stood at %1</source>
        <translation>Die Datenbank stand danach auf %1</translation>
    </message>
    <message>
        <source>Where the database then stood is not known</source>
        <translation>Wo die Datenbank danach stand, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
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
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>espalier::ui::SchemaController</name>
    <message>
        <source>Reading the schema</source>
        <translation>Liest das Schema</translation>
    </message>
</context>
<context>
    <name>espalier::ui::SchemaPage</name>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Which schema</source>
        <translation>Welches Schema</translation>
    </message>
    <message>
        <source>Which schema is shown</source>
        <translation>Welches Schema gezeigt wird</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Search tables, or .column</source>
        <translation>Tabellen oder .Spalte suchen</translation>
    </message>
    <message>
        <source>Search tables</source>
        <translation>Tabellen suchen</translation>
    </message>
    <message>
        <source>Words of a table&apos;s or a model&apos;s name; a word that begins with a dot is searched in the names of columns</source>
        <translation>Worte aus dem Namen einer Tabelle oder eines Modells; ein Wort, das mit einem Punkt beginnt, wird in den Namen der Spalten gesucht</translation>
    </message>
    <message>
        <source>How the schema is shown</source>
        <translation>Wie das Schema gezeigt wird</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Reading the schema was stopped.</source>
        <translation>Das Lesen des Schemas wurde angehalten.</translation>
    </message>
    <message>
        <source>Reading the schema…</source>
        <translation>Liest das Schema …</translation>
    </message>
    <message>
        <source>No database connected</source>
        <translation>Keine Datenbank verbunden</translation>
    </message>
    <message>
        <source>Connect to one to see the tables that it holds, with their rows and sizes. Nothing is written.</source>
        <translation>Mit einer Verbindung sehen Sie die Tabellen, die sie enthält, mit Zeilen und Größen. Geschrieben wird nichts.</translation>
    </message>
    <message>
        <source>No project open</source>
        <translation>Kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>Open an Alembic project to see the tables that its migrations make, at any revision, and those that its models describe. Nothing of it is run.</source>
        <translation>Öffnen Sie ein Alembic-Projekt, um die Tabellen zu sehen, die seine Migrationen bei jeder Revision ergeben, und jene, die seine Modelle beschreiben. Nichts davon wird ausgeführt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln table(s)</source>
        <translation>
            <numerusform>%Ln Tabelle</numerusform>
            <numerusform>%Ln Tabellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 tables</source>
        <translation>%1 von %2 Tabellen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln foreign key(s)</source>
        <translation>
            <numerusform>%Ln Fremdschlüssel</numerusform>
            <numerusform>%Ln Fremdschlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n revision(s) on the way are not known in full, or would fail: the schema may differ.</source>
        <translation>
            <numerusform>%n Revision auf dem Weg ist nicht ganz bekannt oder würde scheitern: Das Schema kann anders sein.</numerusform>
            <numerusform>%n Revisionen auf dem Weg sind nicht ganz bekannt oder würden scheitern: Das Schema kann anders sein.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) of the models cannot be known without running them.</source>
        <translation>
            <numerusform>%n Angabe der Modelle ist nicht bekannt, ohne sie auszuführen.</numerusform>
            <numerusform>%n Angaben der Modelle sind nicht bekannt, ohne sie auszuführen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Which schema it is compared with</source>
        <translation>Mit welchem Schema verglichen wird</translation>
    </message>
    <message>
        <source>Marks what differs from another schema</source>
        <translation>Kennzeichnet, was sich von einem anderen Schema unterscheidet</translation>
    </message>
    <message>
        <source>Views and Types</source>
        <translation>Sichten und Typen</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
    <message>
        <source>Against %1</source>
        <translation>Gegen %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln elsewhere</source>
        <translation>
            <numerusform>%Ln anderswo</numerusform>
            <numerusform>%Ln anderswo</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be compared: %1</source>
        <translation>Es kann nicht verglichen werden: %1</translation>
    </message>
    <message>
        <source>Backup of %1</source>
        <translation>Sicherung von %1</translation>
    </message>
    <message>
        <source>The migrations do not make what the models say. The revision that is missing can be written.</source>
        <translation>Die Migrationen legen nicht an, was die Modelle sagen. Die fehlende Revision kann geschrieben werden.</translation>
    </message>
    <message>
        <source>Write It…</source>
        <translation>Schreiben …</translation>
    </message>
    <message>
        <source>On the side that it is compared with: %1</source>
        <translation>Auf der Seite, mit der verglichen wird: %1</translation>
    </message>
    <message>
        <source>Perhaps the migrations do not make what the models say: nothing of what differs is known for sure.</source>
        <translation>Vielleicht legen die Migrationen nicht an, was die Modelle sagen: Nichts von dem, was abweicht, ist sicher bekannt.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung zu %1 …</translation>
    </message>
    <message>
        <source>Not connected to %1</source>
        <translation>Nicht mit %1 verbunden</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln removed</source>
        <translation>
            <numerusform>%Ln entfernt</numerusform>
            <numerusform>%Ln entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Against a revision…</source>
        <translation>Gegen eine Revision …</translation>
    </message>
    <message>
        <source>Compare with a Revision</source>
        <translation>Mit einer Revision vergleichen</translation>
    </message>
    <message>
        <source>Compare with (a revision, head, label@head):</source>
        <translation>Vergleichen mit (eine Revision, head, label@head):</translation>
    </message>
</context>
<context>
    <name>espalier::ui::SchemaPageController</name>
    <message>
        <source>Read the Schema Again</source>
        <translation>Schema neu lesen</translation>
    </message>
    <message>
        <source>Migrations, models and the connected database</source>
        <translation>Migrationen, Modelle und die verbundene Datenbank</translation>
    </message>
    <message>
        <source>Schema One Revision Earlier</source>
        <translation>Schema eine Revision früher</translation>
    </message>
    <message>
        <source>Moves the Schema page&apos;s slider</source>
        <translation>Bewegt den Schieber der Seite „Schema“</translation>
    </message>
    <message>
        <source>Schema One Revision Later</source>
        <translation>Schema eine Revision später</translation>
    </message>
    <message>
        <source>Compare Schemas From Here</source>
        <translation>Schemata von hier an vergleichen</translation>
    </message>
    <message>
        <source>Marks what differs between the revision that is shown now and the ones that the slider goes to</source>
        <translation>Markiert, was sich zwischen der jetzt gezeigten Revision und denen unterscheidet, zu denen der Schieber geht</translation>
    </message>
    <message>
        <source>Write the Missing Migration…</source>
        <translation>Fehlende Migration schreiben …</translation>
    </message>
    <message>
        <source>A revision that leads from what the migrations make to what the models say; compare the two first</source>
        <translation>Eine Revision, die von dem, was die Migrationen anlegen, zu dem führt, was die Modelle sagen; zuerst beide vergleichen</translation>
    </message>
    <message>
        <source>Show the Tables</source>
        <translation>Tabellen zeigen</translation>
    </message>
    <message>
        <source>Show Views and Types</source>
        <translation>Sichten und Typen zeigen</translation>
    </message>
    <message>
        <source>Show the Diagram</source>
        <translation>Diagramm zeigen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::SchemaSources</name>
    <message>
        <source>Reading the schema</source>
        <translation>Schema wird gelesen</translation>
    </message>
    <message>
        <source>Reading the models</source>
        <translation>Modelle werden gelesen</translation>
    </message>
    <message>
        <source>Looking for create_all()</source>
        <translation>create_all() wird gesucht</translation>
    </message>
    <message>
        <source>Reading the database&apos;s schema</source>
        <translation>Schema der Datenbank wird gelesen</translation>
    </message>
    <message>
        <source>Counting rows</source>
        <translation>Zeilen werden gezählt</translation>
    </message>
    <message>
        <source>Comparing models, migrations and database</source>
        <translation>Modelle, Migrationen und Datenbank werden verglichen</translation>
    </message>
    <message>
        <source>Comparing two schemas</source>
        <translation>Zwei Schemata werden verglichen</translation>
    </message>
    <message>
        <source>Reading a backup&apos;s schema</source>
        <translation>Schema einer Sicherung wird gelesen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::SchemaView</name>
    <message>
        <source>Schema before and after</source>
        <translation>Schema davor und danach</translation>
    </message>
    <message>
        <source>Reading the schema…</source>
        <translation>Liest das Schema …</translation>
    </message>
    <message>
        <source>Stopped. &lt;a href=&quot;retry&quot;&gt;Read again&lt;/a&gt;</source>
        <translation>Angehalten. &lt;a href=&quot;retry&quot;&gt;Neu lesen&lt;/a&gt;</translation>
    </message>
    <message>
        <source>The schema is the same at both revisions.</source>
        <translation>Das Schema ist an beiden Revisionen gleich.</translation>
    </message>
    <message>
        <source>The schema stays as it is.</source>
        <translation>Das Schema bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Nothing is known to differ.</source>
        <translation>Kein Unterschied ist bekannt.</translation>
    </message>
    <message>
        <source>Nothing is known to change.</source>
        <translation>Keine Änderung ist bekannt.</translation>
    </message>
</context>
<context>
    <name>espalier::ui::SettingsPage</name>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie die Desktopumgebung</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Wirkt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Move things smoothly</source>
        <translation>Bewegungen animieren</translation>
    </message>
    <message>
        <source>In your data folder</source>
        <translation>In Ihrem Datenordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Folder for Backups</source>
        <translation>Ordner für Sicherungen</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Search actions</source>
        <translation>Aktionen durchsuchen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::ShortcutsModel</name>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>espalier::ui::SqlView</name>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Comparison with Alembic</source>
        <translation>Vergleich mit Alembic</translation>
    </message>
    <message>
        <source>Compare with Alembic</source>
        <translation>Mit Alembic vergleichen</translation>
    </message>
    <message>
        <source>It runs no SQL.</source>
        <translation>Sie führt kein SQL aus.</translation>
    </message>
    <message>
        <source>Lets the project&apos;s own Alembic write this revision with --sql, and compares statement by statement</source>
        <translation>Lässt das Alembic des Projekts diese Revision mit --sql schreiben und vergleicht Anweisung für Anweisung</translation>
    </message>
    <message>
        <source>Alembic writes its SQL…</source>
        <translation>Alembic schreibt sein SQL …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>+ as written here, - as Alembic writes it</source>
        <translation>+ wie hier geschrieben, - wie Alembic es schreibt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::StateBar</name>
    <message>
        <source>Show only tables of these states</source>
        <translation>Nur Tabellen dieser Zustände zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n table(s)</source>
        <translation>
            <numerusform>%1: %n Tabelle</numerusform>
            <numerusform>%1: %n Tabellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation>Nur diese zeigen</translation>
    </message>
</context>
<context>
    <name>espalier::ui::StepsModel</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Base</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>noch %n</numerusform>
            <numerusform>noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>version table</source>
        <translation>Versionstabelle</translation>
    </message>
    <message>
        <source>drops data</source>
        <translation>löscht Daten</translation>
    </message>
    <message>
        <source>opaque</source>
        <translation>undurchsichtig</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Version table</source>
        <translation>Versionstabelle</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Vorsicht</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>espalier::ui::TableLinesModel</name>
    <message>
        <source>identity, always</source>
        <translation>Identität, immer</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>computed: %1</source>
        <translation>berechnet: %1</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>Standard %1</translation>
    </message>
    <message>
        <source>numbered by the database</source>
        <translation>von der Datenbank nummeriert</translation>
    </message>
    <message>
        <source>primary key</source>
        <translation>Primärschlüssel</translation>
    </message>
    <message>
        <source>not null</source>
        <translation>nicht null</translation>
    </message>
    <message>
        <source>unknown type</source>
        <translation>unbekannter Typ</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>There may be columns that are not known.</source>
        <translation>Es kann Spalten geben, die nicht bekannt sind.</translation>
    </message>
    <message>
        <source>unique</source>
        <translation>eindeutig</translation>
    </message>
    <message>
        <source>foreign key</source>
        <translation>Fremdschlüssel</translation>
    </message>
    <message>
        <source>that table is not there</source>
        <translation>diese Tabelle gibt es nicht</translation>
    </message>
    <message>
        <source>check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>exclusion</source>
        <translation>Ausschluss</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>where %1</source>
        <translation>wo %1</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>mit %1</translation>
    </message>
    <message>
        <source>invalid: never built to its end</source>
        <translation>ungültig: nie zu Ende gebaut</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>Referenced by</source>
        <translation>Verwiesen von</translation>
    </message>
    <message>
        <source>makes it</source>
        <translation>legt sie an</translation>
    </message>
    <message>
        <source>renames it</source>
        <translation>benennt sie um</translation>
    </message>
    <message>
        <source>changes it</source>
        <translation>ändert sie</translation>
    </message>
    <message>
        <source>changes rows</source>
        <translation>ändert Zeilen</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisionen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>on delete %1</source>
        <translation>beim Löschen %1</translation>
    </message>
    <message>
        <source>on update %1</source>
        <translation>beim Ändern %1</translation>
    </message>
    <message>
        <source>deferrable</source>
        <translation>aufschiebbar</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>Applied revisions → database</source>
        <translation>Angewandte Revisionen → Datenbank</translation>
    </message>
    <message>
        <source>Applied revisions → heads</source>
        <translation>Angewandte Revisionen → Heads</translation>
    </message>
    <message>
        <source>Heads → models</source>
        <translation>Heads → Modelle</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>The models have it.</source>
        <translation>Die Modelle haben sie.</translation>
    </message>
    <message>
        <source>No model has it.</source>
        <translation>Kein Modell hat sie.</translation>
    </message>
    <message>
        <source>The migrations make it.</source>
        <translation>Die Migrationen legen sie an.</translation>
    </message>
    <message>
        <source>A revision uses it, and none makes it.</source>
        <translation>Eine Revision verwendet sie, und keine legt sie an.</translation>
    </message>
    <message>
        <source>No migration makes it.</source>
        <translation>Keine Migration legt sie an.</translation>
    </message>
    <message>
        <source>Those that are applied make it.</source>
        <translation>Die angewandten legen sie an.</translation>
    </message>
    <message>
        <source>None that is applied makes it.</source>
        <translation>Keine angewandte legt sie an.</translation>
    </message>
    <message>
        <source>The database has it.</source>
        <translation>Die Datenbank hat sie.</translation>
    </message>
    <message>
        <source>The database does not have it.</source>
        <translation>Die Datenbank hat sie nicht.</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo sie ist</translation>
    </message>
    <message>
        <source>Makes tables beside the migrations</source>
        <translation>Legt Tabellen neben den Migrationen an</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known for sure</source>
        <translation>Nicht sicher bekannt</translation>
    </message>
    <message>
        <source>perhaps: %1</source>
        <translation>vielleicht: %1</translation>
    </message>
    <message>
        <source>It cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>cascade</source>
        <translation>kaskadieren</translation>
    </message>
    <message>
        <source>set null</source>
        <translation>auf NULL setzen</translation>
    </message>
    <message>
        <source>set default</source>
        <translation>auf Vorgabe setzen</translation>
    </message>
    <message>
        <source>restrict</source>
        <translation>verhindern</translation>
    </message>
    <message>
        <source>no action</source>
        <translation>nichts tun</translation>
    </message>
</context>
<context>
    <name>espalier::ui::TablePanel</name>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln Spalte</numerusform>
            <numerusform>%Ln Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 rows</source>
        <translation>etwa %1 Zeilen</translation>
    </message>
    <message>
        <source>Details of the selected table</source>
        <translation>Einzelheiten der ausgewählten Tabelle</translation>
    </message>
    <message>
        <source>No table selected</source>
        <translation>Keine Tabelle ausgewählt</translation>
    </message>
    <message>
        <source>Select a table to see its columns, keys and indexes, what points to it, and the revisions that made it.</source>
        <translation>Wählen Sie eine Tabelle, um ihre Spalten, Schlüssel und Indizes zu sehen, was auf sie zeigt und welche Revisionen sie gemacht haben.</translation>
    </message>
    <message>
        <source>Columns, keys, indexes and revisions of the table</source>
        <translation>Spalten, Schlüssel, Indizes und Revisionen der Tabelle</translation>
    </message>
    <message>
        <source>not all known</source>
        <translation>nicht ganz bekannt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>more than %1 rows</source>
        <translation>mehr als %1 Zeilen</translation>
    </message>
    <message>
        <source>What is shown of the table</source>
        <translation>Was von der Tabelle gezeigt wird</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
</context>
<context>
    <name>espalier::ui::TablesModel</name>
    <message>
        <source>%1 +?</source>
        <translation>%1 +?</translation>
    </message>
    <message>
        <source>It may have columns that are not known.</source>
        <translation>Sie kann Spalten haben, die nicht bekannt sind.</translation>
    </message>
    <message>
        <source>As the server estimates</source>
        <translation>Wie der Server schätzt</translation>
    </message>
    <message>
        <source>%1 bytes, with indexes</source>
        <translation>%1 Bytes, mit Indizes</translation>
    </message>
    <message>
        <source>Foreign keys of the table</source>
        <translation>Fremdschlüssel der Tabelle</translation>
    </message>
    <message>
        <source>Foreign keys that point to the table</source>
        <translation>Fremdschlüssel, die auf die Tabelle zeigen</translation>
    </message>
    <message>
        <source>The revision that makes the table</source>
        <translation>Die Revision, die die Tabelle anlegt</translation>
    </message>
    <message>
        <source>The last revision that changes its structure</source>
        <translation>Die letzte Revision, die ihren Aufbau ändert</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>Keys out</source>
        <translation>Verweise</translation>
    </message>
    <message>
        <source>Keys in</source>
        <translation>Verwiesen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Angelegt von</translation>
    </message>
    <message>
        <source>Last changed by</source>
        <translation>Zuletzt geändert von</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>It is not in what is shown.</source>
        <translation>In dem, was gezeigt wird, gibt es sie nicht.</translation>
    </message>
    <message>
        <source>As they were counted</source>
        <translation>So viele wurden gezählt</translation>
    </message>
    <message>
        <source>At least: it was counted no further</source>
        <translation>Mindestens: weiter wurde nicht gezählt</translation>
    </message>
    <message>
        <source>Whether models, migrations and database agree</source>
        <translation>Ob Modelle, Migrationen und Datenbank übereinstimmen</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>espalier::ui::TablesPanel</name>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>No table is called that</source>
        <translation>Keine Tabelle heißt so</translation>
    </message>
    <message>
        <source>Names of tables and models are searched; begin a word with a dot to search the names of columns.</source>
        <translation>Gesucht wird in den Namen von Tabellen und Modellen; mit einem Punkt am Wortanfang in den Namen der Spalten.</translation>
    </message>
    <message>
        <source>No tables</source>
        <translation>Keine Tabellen</translation>
    </message>
    <message>
        <source>The migrations make none up to this revision.</source>
        <translation>Die Migrationen legen bis zu dieser Revision keine an.</translation>
    </message>
    <message>
        <source>There are none here.</source>
        <translation>Hier gibt es keine.</translation>
    </message>
    <message>
        <source>Show in the Diagram</source>
        <translation>Im Diagramm zeigen</translation>
    </message>
    <message>
        <source>Copy Name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Go to %1, Which Makes It</source>
        <translation>Zu %1, die sie anlegt</translation>
    </message>
    <message>
        <source>Go to %1, Which Changed It Last</source>
        <translation>Zu %1, die sie zuletzt geändert hat</translation>
    </message>
</context>
<context>
    <name>espalier::ui::TimeBar</name>
    <message>
        <source>Revision whose schema is shown, in upgrade order</source>
        <translation>Revision, deren Schema gezeigt wird, in Reihenfolge der Upgrades</translation>
    </message>
    <message>
        <source>The schema as it is after a revision and all its ancestors; at the end, after all heads</source>
        <translation>Das Schema nach einer Revision und allen ihren Vorfahren; am Ende nach allen Heads</translation>
    </message>
    <message>
        <source>All heads · %1</source>
        <translation>Alle Heads · %1</translation>
    </message>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n Revision</numerusform>
            <numerusform>%n Revisionen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 · %3 %4</source>
        <translation>%1 von %2 · %3 %4</translation>
    </message>
    <message>
        <source>since %1 · %2</source>
        <translation>seit %1 · %2</translation>
    </message>
    <message>
        <source>against %1 · %2</source>
        <translation>gegen %1 · %2</translation>
    </message>
    <message>
        <source>%1 · against %2</source>
        <translation>%1 · gegen %2</translation>
    </message>
</context>
<context>
    <name>espalier::ui::TopBar</name>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Every action and revision</source>
        <translation>Jede Aktion und Revision</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>Kein Projekt</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>No database</source>
        <translation>Keine Datenbank</translation>
    </message>
    <message>
        <source>Connect to a database</source>
        <translation>Mit einer Datenbank verbinden</translation>
    </message>
</context>
<context>
    <name>espalier::ui::WindowPresenter</name>
    <message numerus="yes">
        <source>%n heads</source>
        <translation>
            <numerusform>%n Head</numerusform>
            <numerusform>%n Heads</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 applied</source>
        <translation>%1 von %2 angewendet</translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n unbekannt</numerusform>
            <numerusform>%n unbekannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>last backup %1</source>
        <translation>letzte Sicherung %1</translation>
    </message>
    <message>
        <source>no backup</source>
        <translation>keine Sicherung</translation>
    </message>
    <message>
        <source>Connection lost: %1 What is shown may be out of date.</source>
        <translation>Verbindung verloren: %1 Was gezeigt wird, kann veraltet sein.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>This project was last used with %1.</source>
        <translation>Dieses Projekt wurde zuletzt mit %1 verwendet.</translation>
    </message>
    <message>
        <source>%1 names the database %2.</source>
        <translation>%1 nennt die Datenbank %2.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Not Now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
</TS>
