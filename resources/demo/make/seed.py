"""Rows for the demo: a small library's books, copies, members, loans and payments, the same on every run.

seed_library() fits the schema after revision c93b82e71d05 (loans), seed_subjects() the one after 5c8e1f7b9a34,
seed_payments() the one after pay002. Rows go in through SQLAlchemy Core, so that the same rows can be had on PostgreSQL
and MariaDB too.
"""
import datetime as dt

import sqlalchemy as sa

# author, born, died, then title and year of each book; all in the public domain
WORKS = [
    ("Jane Austen", 1775, 1817, ("Sense and Sensibility", 1811), ("Pride and Prejudice", 1813), ("Emma", 1815)),
    ("Mary Shelley", 1797, 1851, ("Frankenstein", 1818), ("The Last Man", 1826)),
    ("Alexandre Dumas", 1802, 1870, ("The Count of Monte Cristo", 1844), ("The Three Musketeers", 1844)),
    ("Victor Hugo", 1802, 1885, ("Les Misérables", 1862), ("The Hunchback of Notre-Dame", 1831)),
    ("Charles Dickens", 1812, 1870, ("Bleak House", 1853), ("Great Expectations", 1861), ("Hard Times", 1854)),
    ("Charlotte Brontë", 1816, 1855, ("Jane Eyre", 1847), ("Villette", 1853)),
    ("Emily Brontë", 1818, 1848, ("Wuthering Heights", 1847)),
    ("George Eliot", 1819, 1880, ("Middlemarch", 1871), ("Silas Marner", 1861)),
    ("Herman Melville", 1819, 1891, ("Moby-Dick", 1851)),
    ("Fyodor Dostoevsky", 1821, 1881, ("Crime and Punishment", 1866), ("The Idiot", 1869)),
    ("Gustave Flaubert", 1821, 1880, ("Madame Bovary", 1857)),
    ("Jules Verne", 1828, 1905, ("Around the World in Eighty Days", 1872), ("Twenty Thousand Leagues Under the Seas", 1870)),
    ("Leo Tolstoy", 1828, 1910, ("War and Peace", 1869), ("Anna Karenina", 1878)),
    ("Louisa May Alcott", 1832, 1888, ("Little Women", 1868)),
    ("Mark Twain", 1835, 1910, ("Adventures of Huckleberry Finn", 1884), ("Life on the Mississippi", 1883)),
    ("Thomas Hardy", 1840, 1928, ("Tess of the d'Urbervilles", 1891)),
    ("Émile Zola", 1840, 1902, ("Germinal", 1885)),
    ("Henry James", 1843, 1916, ("The Portrait of a Lady", 1881)),
    ("Bram Stoker", 1847, 1912, ("Dracula", 1897)),
    ("Robert Louis Stevenson", 1850, 1894, ("Treasure Island", 1883), ("Strange Case of Dr Jekyll and Mr Hyde", 1886)),
    ("Oscar Wilde", 1854, 1900, ("The Picture of Dorian Gray", 1890)),
    ("Arthur Conan Doyle", 1859, 1930, ("A Study in Scarlet", 1887), ("The Hound of the Baskervilles", 1902)),
    ("Anton Chekhov", 1860, 1904, ("The Cherry Orchard", 1904), ("Uncle Vanya", 1897)),
    ("Edith Wharton", 1862, 1937, ("The House of Mirth", 1905), ("The Age of Innocence", 1920)),
    ("H. G. Wells", 1866, 1946, ("The Time Machine", 1895), ("The War of the Worlds", 1898)),
    ("Selma Lagerlöf", 1858, 1940, ("The Wonderful Adventures of Nils", 1906)),
]
PUBLISHERS = ["Alder & Finch", "Harbour Classics", "Lantern Press", "Meridian Books", "Old Mill Editions"]
SITES = [("Central Library", "Larkhaven"), ("Riverside", "Larkhaven"), ("Old Tram Depot", "Larkhaven"), ("Millbrook", "Millbrook")]
GIVEN = "Ada Ben Carla Dimitri Elif Farah Goran Hanna Ivo Jun Katya Liam Mona Noor Otto Priya Quentin Rosa Sami Tove".split()
FAMILY = "Abel Berg Castillo Duarte Eriksen Fofana Grau Hartmann Ito Jansen Kaya Lindqvist Moreau Novak Okafor Petrov".split()
CONDITIONS = ["good", "good", "good", "new", "worn"]
MEMBERS = 90
LOANS = 640
OPENED = dt.date(2023, 3, 27)
TODAY = dt.date(2024, 3, 15)


class Dice:
    """The same numbers on every Python: random's algorithms may change between releases."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def of(self, items):
        return items[self.below(len(items))]


def isbn(number):
    digits = f"978{100_000_000 + number * 7_919:09d}"
    check = (10 - sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10) % 10
    return f"{digits[:3]}-{digits[3]}-{digits[4:7]}-{digits[7:]}-{check}"


def insert(connection, table, rows):
    reflected = sa.Table(table, sa.MetaData(), autoload_with=connection)
    connection.execute(reflected.insert(), rows)


def seed_books(connection, dice):
    authors, books, editions, copies = [], [], [], []
    for author_id, (name, born, died, *works) in enumerate(WORKS, start=1):
        authors.append({"id": author_id, "name": name, "born": born, "died": died})
        for title, year in works:
            books.append({"id": len(books) + 1, "title": title, "author_id": author_id, "first_published": year})
    for book in books:
        for _ in range(1 + dice.below(2)):
            number = len(editions) + 1
            editions.append(
                {
                    "id": number,
                    "book_id": book["id"],
                    "publisher_id": 1 + dice.below(len(PUBLISHERS)),
                    "isbn": isbn(number),
                    "published": 1975 + dice.below(48),
                    "pages": 120 + dice.below(700),
                }
            )
    for edition in editions:
        for _ in range(1 + dice.below(3)):
            number = len(copies) + 1
            copies.append(
                {
                    "id": number,
                    "edition_id": edition["id"],
                    "site_id": 1 + dice.below(len(SITES)),
                    "barcode": f"LK{number:06d}",
                    "condition": dice.of(CONDITIONS),
                    "acquired_on": OPENED - dt.timedelta(days=dice.below(2000)),
                }
            )
    insert(connection, "authors", authors)
    insert(connection, "books", books)
    insert(connection, "publishers", [{"id": i, "name": name} for i, name in enumerate(PUBLISHERS, start=1)])
    insert(connection, "editions", editions)
    insert(connection, "sites", [{"id": i, "name": name, "city": city} for i, (name, city) in enumerate(SITES, start=1)])
    insert(connection, "copies", copies)
    return copies


def seed_members(connection, dice):
    members = []
    for number in range(1, MEMBERS + 1):
        given, family = GIVEN[number % len(GIVEN)], dice.of(FAMILY)
        members.append(
            {
                "id": number,
                "card_number": f"M{20_000 + number * 37}",
                "full_name": f"{given} {family}",
                "email": None if number % 11 == 0 else f"{given}.{family}.{number}@example.org".lower(),
                "joined_on": OPENED + dt.timedelta(days=dice.below(200)),
                "is_active": number % 17 != 0,
            }
        )
    insert(connection, "members", members)
    return members


def seed_loans(connection, dice, copies, members):
    free_from = {copy["id"]: OPENED for copy in copies}
    loans = []
    while len(loans) < LOANS:
        copy, member = dice.of(copies), dice.of(members)
        day = max(free_from[copy["id"]], member["joined_on"]) + dt.timedelta(days=dice.below(45))
        if day > TODAY:
            continue
        lent_at = dt.datetime.combine(day, dt.time(9 + dice.below(9), dice.below(60)))
        due_on = day + dt.timedelta(days=21)
        back = lent_at + dt.timedelta(days=2 + dice.below(27), hours=dice.below(3))
        returned = back.date() <= TODAY and dice.below(40) > 0
        free_from[copy["id"]] = back.date() + dt.timedelta(days=1) if returned else dt.date.max - dt.timedelta(days=90)
        loans.append(
            {
                "copy_id": copy["id"],
                "member_id": member["id"],
                "lent_at": lent_at,
                "due_on": due_on,
                "returned_at": back if returned else None,
            }
        )
    loans.sort(key=lambda loan: (loan["lent_at"], loan["copy_id"]))
    insert(connection, "loans", [{"id": number, **loan} for number, loan in enumerate(loans, start=1)])


def seed_library(connection):
    dice = Dice(20230403)
    copies = seed_books(connection, dice)
    members = seed_members(connection, dice)
    seed_loans(connection, dice, copies, members)


def seed_subjects(connection):
    """One to three subjects a book; nearly all of these books are novels."""
    dice = Dice(20230614)
    novel, count = connection.execute(
        sa.text("SELECT MAX(CASE WHEN name = 'Novel' THEN id END), COUNT(*) FROM subjects")
    ).one()
    rows = []
    for (book_id,) in connection.execute(sa.text("SELECT id FROM books ORDER BY id")).fetchall():
        for subject_id in sorted({novel, *(1 + dice.below(count) for _ in range(dice.below(3)))}):
            rows.append({"book_id": book_id, "subject_id": subject_id})
    insert(connection, "book_subjects", rows)


def seed_payments(connection):
    """Two of three fines were paid a few days later, some in cash."""
    dice = Dice(20230814)
    fines = connection.execute(
        sa.text(
            "SELECT fines.id, fines.amount_cents, loans.returned_at, members.card_number FROM fines"
            " JOIN loans ON loans.id = fines.loan_id JOIN members ON members.id = loans.member_id ORDER BY fines.id"
        ).columns(returned_at=sa.DateTime)
    ).fetchall()
    payments = []
    for fine in fines:
        if dice.below(3) == 0:
            continue
        method = dice.of(["card", "card", "cash"])
        paid_at = fine.returned_at + dt.timedelta(days=dice.below(12), minutes=dice.below(50))
        payments.append(
            {
                "id": len(payments) + 1,
                "card_number": fine.card_number,
                "amount_cents": fine.amount_cents,
                "paid_at": paid_at,
                "method": method,
                "reference": None if method == "cash" else f"T{dice.below(10**8):08d}",
                "fine_id": fine.id,
            }
        )
    insert(connection, "payments", payments)
