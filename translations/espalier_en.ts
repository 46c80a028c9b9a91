<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_US">
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message numerus="yes">
        <source>creates %n table(s)</source>
        <translation>
            <numerusform>creates %n table</numerusform>
            <numerusform>creates %n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>drops %n table(s)</source>
        <translation>
            <numerusform>drops %n table</numerusform>
            <numerusform>drops %n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>adds %n column(s)</source>
        <translation>
            <numerusform>adds %n column</numerusform>
            <numerusform>adds %n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>drops %n column(s)</source>
        <translation>
            <numerusform>drops %n column</numerusform>
            <numerusform>drops %n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>changes %n column(s)</source>
        <translation>
            <numerusform>changes %n column</numerusform>
            <numerusform>changes %n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n index(es)</source>
        <translation>
            <numerusform>%n index</numerusform>
            <numerusform>%n indexes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n foreign key(s)</source>
        <translation>
            <numerusform>%n foreign key</numerusform>
            <numerusform>%n foreign keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of data</source>
        <translation>
            <numerusform>%n change of data</numerusform>
            <numerusform>%n changes of data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n SQL statement(s)</source>
        <translation>
            <numerusform>%n SQL statement</numerusform>
            <numerusform>%n SQL statements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) that cannot be read</source>
        <translation>
            <numerusform>%n step that cannot be read</numerusform>
            <numerusform>%n steps that cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n revision</numerusform>
            <numerusform>%n revisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathSummary</name>
    <message numerus="yes">
        <source>%n risky</source>
        <translation>
            <numerusform>%n risky</numerusform>
            <numerusform>%n risky</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::cli::DiffCommand</name>
    <message numerus="yes">
        <source>%n of them cannot be known for sure without running the project; --format json says why.</source>
        <translation>
            <numerusform>%n of them cannot be known for sure without running the project; --format json says why.</numerusform>
            <numerusform>%n of them cannot be known for sure without running the project; --format json says why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::cli::DoubtLines</name>
    <message numerus="yes">
        <source>%n more; --format json names all.</source>
        <translation>
            <numerusform>%n more; --format json names all.</numerusform>
            <numerusform>%n more; --format json names all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::cli::SchemaCommand</name>
    <message numerus="yes">
        <source>%n step(s) on the way cannot be known without running them; --format json names them.</source>
        <translation>
            <numerusform>%n step on the way cannot be known without running it; --format json names it.</numerusform>
            <numerusform>%n steps on the way cannot be known without running them; --format json names them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) of the models cannot be known without running them; --format json names them.</source>
        <translation>
            <numerusform>%n thing of the models cannot be known without running them; --format json names it.</numerusform>
            <numerusform>%n things of the models cannot be known without running them; --format json names them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::cli::SqlCommand</name>
    <message numerus="yes">
        <source>%n statements</source>
        <translation>
            <numerusform>%n statement</numerusform>
            <numerusform>%n statements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statements differ</source>
        <translation>
            <numerusform>%n statement differs</numerusform>
            <numerusform>%n statements differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::graphview::GraphView</name>
    <message numerus="yes">
        <source>%n revision(s). %1</source>
        <translation>
            <numerusform>%n revision. %1</numerusform>
            <numerusform>%n revisions. %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n revisions, from %1 to %2. Click to unfold.</source>
        <translation>
            <numerusform>%n revision, from %1 to %2. Click to unfold.</numerusform>
            <numerusform>%n revisions, from %1 to %2. Click to unfold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n revision</numerusform>
            <numerusform>%n revisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::AlembicComparison</name>
    <message numerus="yes">
        <source>The same as %1 writes, statement for statement (%n statements).</source>
        <translation>
            <numerusform>The same as %1 writes, statement for statement (%n statement).</numerusform>
            <numerusform>The same as %1 writes, statement for statement (%n statements).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statements differ from what %1 writes.</source>
        <translation>
            <numerusform>%n statement differs from what %1 writes.</numerusform>
            <numerusform>%n statements differ from what %1 writes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::BackupsController</name>
    <message numerus="yes">
        <source>%n backups were deleted; %1 are free again.</source>
        <translation>
            <numerusform>%n backup was deleted; %1 are free again.</numerusform>
            <numerusform>%n backups were deleted; %1 are free again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::BackupsPage</name>
    <message numerus="yes">
        <source>%n backups in %1</source>
        <translation>
            <numerusform>%n backup in %1</numerusform>
            <numerusform>%n backups in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished backups were left by programs that were killed, %1.</source>
        <translation>
            <numerusform>%n unfinished backup was left by programs that were killed, %1.</numerusform>
            <numerusform>%n unfinished backups were left by programs that were killed, %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::ComparisonPanel</name>
    <message numerus="yes">
        <source>%n differences</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramGroupActions</name>
    <message numerus="yes">
        <source>Name of the group (%n table(s)):</source>
        <translation>
            <numerusform>Name of the group (%n table):</numerusform>
            <numerusform>Name of the group (%n tables):</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramPanel</name>
    <message numerus="yes">
        <source>Show %n Hidden Table(s)</source>
        <translation>
            <numerusform>Show %n Hidden Table</numerusform>
            <numerusform>Show %n Hidden Tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) chosen: they are dragged together</source>
        <translation>
            <numerusform>%n table chosen</numerusform>
            <numerusform>%n tables chosen: they are dragged together</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::DiagramView</name>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::HistoryBar</name>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n revision</numerusform>
            <numerusform>%n revisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::JobsBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::MigrationDialog</name>
    <message numerus="yes">
        <source>Choose one of %n heads…</source>
        <translation>
            <numerusform>Choose one of %n heads…</numerusform>
            <numerusform>Choose one of %n heads…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at before it is run:</source>
        <translation>
            <numerusform>%n thing to look at before it is run:</numerusform>
            <numerusform>%n things to look at before it is run:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::MigrationsController</name>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n revision</numerusform>
            <numerusform>%n revisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n heads</source>
        <translation>
            <numerusform>%n head</numerusform>
            <numerusform>%n heads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::MigrationsPage</name>
    <message numerus="yes">
        <source>%n problems in this tree</source>
        <translation>
            <numerusform>%n problem in this tree</numerusform>
            <numerusform>%n problems in this tree</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::OperationLinesModel</name>
    <message numerus="yes">
        <source>What %n earlier revisions do is not known in full.</source>
        <translation>
            <numerusform>What %n earlier revision does is not known in full.</numerusform>
            <numerusform>What %n earlier revisions do is not known in full.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::PlanController</name>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::ProjectSession</name>
    <message numerus="yes">
        <source>There are %n projects in %1.</source>
        <translation>
            <numerusform>There is %n project in %1.</numerusform>
            <numerusform>There are %n projects in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::PruneDialog</name>
    <message numerus="yes">
        <source>%n backups would be deleted, %1:</source>
        <translation>
            <numerusform>%n backup would be deleted, %1:</numerusform>
            <numerusform>%n backups would be deleted, %1:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::RowsPanel</name>
    <message numerus="yes">
        <source>The first %n row(s), as the database gives them</source>
        <translation>
            <numerusform>The first %n row, as the database gives them</numerusform>
            <numerusform>The first %n rows, as the database gives them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n row(s)</source>
        <translation>
            <numerusform>%n row, and no more</numerusform>
            <numerusform>All %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::RunController</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::RunPanel</name>
    <message numerus="yes">
        <source>Run %n steps</source>
        <translation>
            <numerusform>Run %n step</numerusform>
            <numerusform>Run %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::SchemaPage</name>
    <message numerus="yes">
        <source>%Ln table(s)</source>
        <translation>
            <numerusform>%Ln table</numerusform>
            <numerusform>%Ln tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln foreign key(s)</source>
        <translation>
            <numerusform>%Ln foreign key</numerusform>
            <numerusform>%Ln foreign keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n revision(s) on the way are not known in full, or would fail: the schema may differ.</source>
        <translation>
            <numerusform>%n revision on the way is not known in full, or would fail: the schema may differ.</numerusform>
            <numerusform>%n revisions on the way are not known in full, or would fail: the schema may differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) of the models cannot be known without running them.</source>
        <translation>
            <numerusform>%n thing of the models cannot be known without running them.</numerusform>
            <numerusform>%n things of the models cannot be known without running them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln elsewhere</source>
        <translation>
            <numerusform>%Ln elsewhere</numerusform>
            <numerusform>%Ln elsewhere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln removed</source>
        <translation>
            <numerusform>%Ln removed</numerusform>
            <numerusform>%Ln removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::StateBar</name>
    <message numerus="yes">
        <source>%1: %n table(s)</source>
        <translation>
            <numerusform>%1: %n table</numerusform>
            <numerusform>%1: %n tables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::StepsModel</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::TableLinesModel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::TablePanel</name>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::TimeBar</name>
    <message numerus="yes">
        <source>%n revisions</source>
        <translation>
            <numerusform>%n revision</numerusform>
            <numerusform>%n revisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ui::WindowPresenter</name>
    <message numerus="yes">
        <source>%n heads</source>
        <translation>
            <numerusform>%n head</numerusform>
            <numerusform>%n heads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n unknown</numerusform>
            <numerusform>%n unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
</TS>
