"""Random tables, columns, types, constraints and batches, from a fixed seed."""
import random

import cases as by_hand

NAMES = ["id", "name", "User", "order", "created_at", "x y", "value", "ref_id", "Group", "data", "flag", "a1"]
WORDS = ["x", "it's", "100%", "", "back\\slash", "öä", "a:b"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.types = [spec for _, spec in by_hand.types()] + [spec for _, spec in by_hand.enums()]
        self.plain = [by_hand.t(name) for name in ("Integer", "BigInteger", "Text", "Boolean", "DateTime", "Float", "Date")]
        self.plain += [by_hand.t("String", length=n) for n in (1, 50, 255)] + [by_hand.t("Numeric", precision=10, scale=2)]

    def one(self, choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def type_(self):
        return self.one(self.plain if self.chance(0.8) else self.types)

    def default(self):
        return self.one(list(by_hand.DEFAULTS.values()) + WORDS)

    def column(self, name, **more):
        spec = {"name": name, "type": self.type_()}
        if self.chance(0.6):
            spec["nullable"] = self.chance(0.5)
        if self.chance(0.25):
            spec["default"] = self.default()
        elif self.chance(0.05):
            spec["computed"] = {"sql": {"text": "1 + 1"}, "persisted": self.one([True, False])}
        if self.chance(0.15):
            spec["comment"] = self.one(WORDS[:3])
        if self.chance(0.1):
            spec["autoincrement"] = self.one([True, False, "auto"])
        return dict(spec, **more)

    def names(self, least, most):
        return self.random.sample(NAMES, self.random.randint(least, most))

    def constraint(self, columns):
        kind = self.one(["unique", "check", "foreign", "foreign"])
        spec = {"kind": kind, "name": self.one([None, "c_" + self.one(NAMES), {"f": "f_" + self.one(NAMES) * 12}])}
        if kind == "check":
            spec["condition"] = self.condition(columns)
        else:
            spec["columns"] = self.random.sample(columns, self.random.randint(1, min(2, len(columns))))
            if self.chance(0.2):
                spec["deferrable"] = self.chance(0.5)
                spec["initially"] = self.one(["DEFERRED", "IMMEDIATE"])
        if kind == "foreign":
            spec["target"] = self.one(["other", "Other", "s.other"])
            spec["target_columns"] = NAMES[:len(spec["columns"])]
            if self.chance(0.4):
                spec["ondelete"] = self.one(["CASCADE", "SET NULL", "RESTRICT", "no action"])
        return spec

    def operand(self, columns, depth):
        if depth <= 0 or self.chance(0.5):
            return {"col": self.one(columns), "type": self.one(self.plain)}
        if self.chance(0.5):
            return {"fn": self.one(["lower", "coalesce", "length"]), "args": [self.operand(columns, depth - 1)]}
        return {"bin": self.one(["add", "mul", "sub"]), "l": {"col": self.one(columns), "type": by_hand.t("Integer")},
                "r": self.random.randint(-9, 9)}

    def condition(self, columns, depth=3):
        if depth and self.chance(0.35):
            return {self.one(["and", "or"]): [self.condition(columns, depth - 1) for _ in range(2)]}
        if depth and self.chance(0.15):
            return {"un": "not", "of": self.condition(columns, depth - 1)}
        if self.chance(0.2):
            return {"in": {"col": self.one(columns)}, "list": self.random.sample(WORDS, 2), "not": self.chance(0.3)}
        if self.chance(0.1):
            return {"col": self.one(columns), "type": by_hand.t("Boolean")}
        return {"bin": self.one(["eq", "ne", "lt", "ge"]), "l": self.operand(columns, depth),
                "r": self.one([1, 2.5, "x", "it's"])} if self.chance(0.8) else {
                    "bin": self.one(["eq", "ne"]), "l": self.operand(columns, depth), "r": self.one([None, True, False])}

    def table(self, **more):
        names = self.names(1, 6)
        columns = [self.column(name) for name in names]
        spec = dict({"name": self.one(NAMES), "columns": columns}, **more)
        if self.chance(0.7):
            for column in self.random.sample(columns, self.one([1, 1, 1, 2]) if len(columns) > 1 else 1):
                column["pk"] = True
                column.pop("computed", None)
        if self.chance(0.3):
            spec["schema"] = self.one(["s", "My"])
        constraints = [self.constraint(names) for _ in range(self.random.randint(0, 3))]
        if constraints:
            spec["constraints"] = constraints
        if self.chance(0.2):
            spec["comment"] = self.one(WORDS[:3])
        if self.chance(0.2):
            self.one(columns)["unique"] = True
        elif self.chance(0.2):
            self.one(columns)["index"] = True
        if self.chance(0.2):
            self.one(columns)["fks"] = [{"target": "other.id", "ondelete": "CASCADE"}]
        return spec

    def alter(self):
        spec = {"op": "alter_column", "table": self.one(NAMES), "column": self.one(NAMES)}
        chances = {"nullable": lambda: self.chance(0.5), "new_column_name": lambda: self.one(NAMES),
                   "type_": self.type_, "server_default": lambda: self.one([{"none": 1}, {"expr": self.default()}]),
                   "comment": lambda: self.one([None, "note"]), "existing_type": self.type_,
                   "existing_nullable": lambda: self.chance(0.5), "existing_comment": lambda: "old",
                   "existing_server_default": lambda: {"expr": self.default()}, "schema": lambda: "s"}
        for key, make in chances.items():
            if self.chance(0.7 if key == "existing_type" else 0.3):
                spec[key] = make()
        return spec

    def index(self):
        names = self.names(1, 3)
        index = {"name": self.one(["ix", "Ix", {"f": "ix_" + "long" * 20}]), "unique": self.chance(0.3),
                 "elements": [{"col": name} if self.chance(0.8) else {"text": "lower(x)"} for name in names]}
        if self.chance(0.3):
            index["options"] = {"postgresql_using": "gin", "mysql_length": 5}
        elif self.chance(0.3):
            index["options"] = {"postgresql_where": {"expr": self.condition(names)}}
        return {"op": "create_index", "table": self.one(NAMES), "index": index}

    def batch(self):
        table = self.table()
        table.pop("constraints", None)
        table.pop("schema", None)
        for column in table["columns"]:
            for key in ("unique", "index", "fks", "computed"):
                column.pop(key, None)
            column["type"] = self.one(self.plain)
        names = [column["name"] for column in table["columns"]]
        steps = []
        for name in self.random.sample(names, self.random.randint(0, len(names))):
            kind = self.one(["drop_column", "alter_column", "alter_column", "add_column"])
            step = {"op": kind}
            if kind == "add_column":
                step["column"] = {"name": "new_" + name, "type": self.one(self.plain), "nullable": self.chance(0.5)}
            else:
                step["column"] = name
            if kind == "alter_column":
                step.update(self.one([{"type_": self.one(self.plain)}, {"nullable": self.chance(0.5)},
                                      {"new_column_name": "re_" + name}, {"server_default": {"expr": self.default()}}]))
            steps.append(step)
        return {"op": "batch", "table": table, "steps": steps}

    def operation(self):
        kind = self.random.random()
        if kind < 0.45:
            return {"op": "create_table", "table": self.table()}
        if kind < 0.6:
            return {"op": "add_column", "table": self.one(NAMES), "column": self.column(self.one(NAMES))}
        if kind < 0.75:
            return self.alter()
        if kind < 0.82:
            return self.index()
        if kind < 0.9:
            return {"op": "add_constraint", "table": self.one(NAMES), "constraint": self.constraint(self.names(2, 4))}
        return self.batch()


def cases(count=1500):
    made = []
    for seed in range(count):
        maker = Maker(seed)
        case = {"name": f"random {seed}", "ops": [maker.operation()]}
        elements = case["ops"][0].get("index", {}).get("elements", [])
        if sum("text" in element for element in elements) < 2:  # a text twice is a column twice to Alembic
            made.append(case)
    return made
