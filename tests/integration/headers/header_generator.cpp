#include "header_generator.h"

#include <QByteArrayList>

namespace espalier::test {

namespace {

class Generator {
public:
    explicit Generator(QRandomGenerator& random)
        : m_random(random)
    { }

    QByteArray script()
    {
        QByteArray text = pick({ "", "", "", "# coding: utf-8\n", "#!/usr/bin/python\n# -*- coding: latin-1 -*-\n",
            "\n\n", "# c\n", "\xef\xbb\xbf", "\f\n" });
        if (!chance(6))
            text += docstring() + '\n';
        if (chance(3))
            text += between();
        text += assignment("revision", idValue());
        if (chance(4))
            text += between();
        if (!chance(15))
            text += assignment("down_revision", chance(3) ? idValue() : listValue());
        if (chance(3))
            text += assignment("branch_labels", listValue());
        if (chance(3))
            text += assignment("depends_on", listValue());
        if (chance(3))
            text += between();
        text += functions();
        if (chance(6))
            text += behind();
        if (chance(20))
            text.replace('\n', "\r\n");
        return text;
    }

private:
    bool chance(int in) { return m_random.bounded(in) == 0; }
    QByteArray pick(const QByteArrayList& list) { return list[m_random.bounded(static_cast<int>(list.size()))]; }

    QByteArray text() { return pick({ "a", "b1", "c2d3", "add users", "2024-01-01", "x.y", "ä", "None", "" }); }

    QByteArray string()
    {
        const QByteArray content = text();
        switch (m_random.bounded(12)) {
        case 0:
            return "\"" + content + "\"";
        case 1:
            return "'''" + content + "'''";
        case 2:
            return "r'" + content + "\\d'";
        case 3:
            return "u'" + content + "'";
        case 4:
            return "'" + content + "' '-b'";
        case 5:
            return "'\\x61\\u0062" + content + "\\n'";
        case 6:
            return "\"it's \\\"" + content + "\\\"\"";
        case 7:
            return "'" + content + "\\\n'";
        default:
            return "'" + content + "'";
        }
    }

    QByteArray idValue()
    {
        switch (m_random.bounded(14)) {
        case 0:
            return "(" + string() + ")";
        case 1:
            return string() + " + " + string();
        case 2:
            return "f'" + text() + "{1 + 1}{{x}}'";
        case 3:
            return "'-'.join([" + string() + ", 'z'])";
        case 4:
            return "'%s-%s' % (" + string() + ", 2)";
        case 5:
            return "'{}/{k}'.format(" + string() + ", k='v')";
        case 6:
            return "K";
        case 7:
            return string() + " if True else None";
        case 8:
            return pick({ "1", "b'a'", "str(7)", "len('x')", "os.sep", "helper()", "''.lower()", "'A'.lower()" });
        default:
            return string();
        }
    }

    QByteArray listValue()
    {
        switch (m_random.bounded(12)) {
        case 0:
            return "None";
        case 1:
            return "()";
        case 2:
            return "(" + string() + ",)";
        case 3:
            return "[" + string() + ", " + string() + "]";
        case 4:
            return "(\n    " + string() + ",  # it's\n    # 'no',\n    " + string() + "\n)";
        case 5:
            return string() + ", " + string();
        case 6:
            return "(" + string() + ", *['s'])";
        case 7:
            return "tuple([" + string() + "])";
        case 8:
            return "(" + string() + ",) + (" + string() + ",)";
        case 9:
            return "(" + string() + ", None)";
        case 10:
            return "[x for x in ('l', 'm')]";
        default:
            return string();
        }
    }

    QByteArray assignment(const QByteArray& name, const QByteArray& value)
    {
        const QByteArray end = pick({ "\n", "\n", "\n", "  # c\n", ";\n", "\n\n" });
        switch (m_random.bounded(14)) {
        case 0:
            return name + ": str = " + value + end;
        case 1:
            return name + ": Union[str, 'Sequence[str]', None] = " + value + end;
        case 2:
            return name + "=" + value + end;
        case 3:
            return "other = " + name + " = " + value + end;
        case 4:
            return name + " = 'no'\n" + name + " = " + value + end;
        case 5:
            return "if 1 < 2 or True:\n    " + name + " = " + value + end;
        case 6:
            return "VALUE = " + value + "\n" + name + " = VALUE" + end;
        case 7:
            return name + " \\\n  = " + value + end;
        case 8:
            return "globals()['" + name + "'] = " + value + end;
        default:
            return name + " = " + value + end;
        }
    }

    QByteArray docstring()
    {
        const QByteArray body = "add x\n" + pick({ "", "second line\n" }) + "\nRevision ID: a\nRevises: b\n"
            + pick({ "  Create Date: now\n", "" }) + pick({ "\n", "\nmore \\\"text\\\"\n" });
        switch (m_random.bounded(10)) {
        case 0:
            return "'''" + body + "'''";
        case 1:
            return "r\"\"\"" + body + "\"\"\"";
        case 2:
            return "'one line'";
        case 3:
            return "('one'\n 'line')";
        case 4:
            return "f'''" + QByteArray("no doc") + "'''";
        case 5:
            return "b'no doc'";
        case 6:
            return "'a' + 'b'";
        case 7:
            return "import os\n\"\"\"" + body + "\"\"\"";
        default:
            return "\"\"\"" + body + "\"\"\"";
        }
    }

    QByteArray between()
    {
        return pick(
            { "import os\n", "from typing import Union, Sequence\n", "K = 'k'\n", "import sys as revision_tools\n",
                "X = '''\nrevision = 'trap'\n'''\n", "def helper():\n    revision = 'local'\n    return 'helped'\n",
                "class C:\n    down_revision = 'class'\n", "try:\n    import os\nexcept ImportError:\n    os = None\n",
                "try:\n    from nowhere_at_all import K\nexcept ImportError:\n    K = 'fallback'\n",
                "if False:\n    revision = 'never'\n", "LIST = [\n  'a', # ]\n  \"#'\",\n]\n",
                "for _ in ():\n    branch_labels = 'loop'\n", "x = lambda: {'a': (1, 2)}\n", "\tK = 1\n",
                "K: 'annotation'\n", "@staticmethod\ndef decorated(): return 1\n",
                "with open('/dev/null'):\n    pass\n", "assert True\n", "print ('hello')\n", "K = 'k' ; L = 'l'\n" });
    }

    QByteArray functions()
    {
        return pick({ "def upgrade():\n    pass\n\ndef downgrade():\n    pass\n",
            "def upgrade():\n    op.execute('''\ndef downgrade():\n''')\n", "def upgrade(op=None): pass\n",
            "async def upgrade():\n    pass\ndef downgrade(): raise E\n", "upgrade = downgrade = None\n",
            "def upgrade():\n    def downgrade():\n        pass\n# comment at column 0\n    return 1\n",
            "from os.path import join as upgrade\n", "" });
    }

    QByteArray behind()
    {
        return pick(
            { "down_revision = 'behind'\n", "revision += '-more'\n", "del branch_labels\n", "x = = 1\n", "print 'x'\n",
                "raise ValueError\n", "def f():\n    global down_revision\n    down_revision = ('g1', 'g2')\nf()\n",
                "def g():\n    global revision\n    revision = 'not called'\n", "__doc__ = 'set later'\n", "# \xff\n",
                "# \xc3\xa4\n", "exec(\"revision = 'executed'\")\n", "y = (\n", "'''\n", "import nowhere_at_all\n",
                "(lambda: 1)()\n", "revision, *rest = ('first', 'second')\n",
                "def __getattr__(name):\n    return 'magic'\n" });
    }

    QRandomGenerator& m_random;
};

} // namespace

QByteArray oddScript(QRandomGenerator& random) { return Generator(random).script(); }

} // namespace espalier::test
