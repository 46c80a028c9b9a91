"""The tables of the lending library, as the application maps them."""
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

book_subjects = sa.Table(
    "book_subjects",
    Base.metadata,
    sa.Column("book_id", sa.ForeignKey("books.id", name="fk_book_subjects_book_id_books", ondelete="CASCADE")),
    sa.Column("subject_id", sa.ForeignKey("subjects.id", name="fk_book_subjects_subject_id_subjects", ondelete="CASCADE")),
    sa.PrimaryKeyConstraint("book_id", "subject_id", name="pk_book_subjects"),
)


class Author(Base):
    __tablename__ = "authors"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(120), nullable=False, index=True)
    born = sa.Column(sa.Integer)
    died = sa.Column(sa.Integer)
    books = relationship("Book", back_populates="author")


class Book(Base):
    __tablename__ = "books"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.String(200), nullable=False, index=True)
    author_id = sa.Column(sa.ForeignKey("authors.id", name="fk_books_author_id_authors"), nullable=False)
    first_published = sa.Column(sa.Integer)
    author = relationship("Author", back_populates="books")
    editions = relationship("Edition", back_populates="book")
    subjects = relationship("Subject", secondary=book_subjects)


class Subject(Base):
    __tablename__ = "subjects"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(60), nullable=False)
    __table_args__ = (sa.UniqueConstraint("name", name="uq_subjects_name"),)


class Publisher(Base):
    __tablename__ = "publishers"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(120), nullable=False)
    __table_args__ = (sa.UniqueConstraint("name", name="uq_publishers_name"),)


class Edition(Base):
    __tablename__ = "editions"
    id = sa.Column(sa.Integer, primary_key=True)
    book_id = sa.Column(
        sa.ForeignKey("books.id", name="fk_editions_book_id_books", ondelete="CASCADE"), nullable=False, index=True
    )
    publisher_id = sa.Column(sa.ForeignKey("publishers.id", name="fk_editions_publisher_id_publishers"), nullable=False)
    isbn = sa.Column(sa.String(20), nullable=False, index=True, unique=True)
    published = sa.Column(sa.Integer, nullable=False)
    pages = sa.Column(sa.Integer)
    language = sa.Column(sa.String(8), nullable=False)
    book = relationship("Book", back_populates="editions")


class Site(Base):
    __tablename__ = "sites"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(80), nullable=False)
    city = sa.Column(sa.String(80), nullable=False)


class OpeningHours(Base):
    __tablename__ = "opening_hours"
    site_id = sa.Column(
        sa.ForeignKey("sites.id", name="fk_opening_hours_site_id_sites", ondelete="CASCADE"), primary_key=True
    )
    weekday = sa.Column(sa.SmallInteger, primary_key=True, autoincrement=False)
    opens = sa.Column(sa.Time, nullable=False)
    closes = sa.Column(sa.Time, nullable=False)
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="ck_opening_hours_weekday"),
        sa.CheckConstraint("opens < closes", name="ck_opening_hours_opens_closes"),
    )


class Copy(Base):
    __tablename__ = "copies"
    id = sa.Column(sa.Integer, primary_key=True)
    edition_id = sa.Column(sa.ForeignKey("editions.id", name="fk_copies_edition_id_editions"), nullable=False)
    site_id = sa.Column(sa.ForeignKey("sites.id", name="fk_copies_site_id_sites"), nullable=False)
    barcode = sa.Column(sa.String(16), nullable=False)
    state = sa.Column(sa.String(20), nullable=False, server_default="good")
    acquired_on = sa.Column(sa.Date, nullable=False)
    __table_args__ = (
        sa.UniqueConstraint("barcode", name="uq_copies_barcode"),
        sa.Index("ix_copies_edition_id_site_id", "edition_id", "site_id"),
    )


class Member(Base):
    __tablename__ = "members"
    id = sa.Column(sa.Integer, primary_key=True)
    card_number = sa.Column(sa.String(12), nullable=False)
    full_name = sa.Column(sa.String(120), nullable=False)
    email = sa.Column(sa.String(254), index=True, unique=True)
    joined_on = sa.Column(sa.Date, nullable=False)
    is_active = sa.Column(sa.Boolean, nullable=False, server_default=sa.true())
    home_site_id = sa.Column(sa.ForeignKey("sites.id", name="fk_members_home_site_id_sites"))
    __table_args__ = (sa.UniqueConstraint("card_number", name="uq_members_card_number"),)


class Loan(Base):
    __tablename__ = "loans"
    id = sa.Column(sa.Integer, primary_key=True)
    copy_id = sa.Column(sa.ForeignKey("copies.id", name="fk_loans_copy_id_copies"), nullable=False, index=True)
    member_id = sa.Column(sa.ForeignKey("members.id", name="fk_loans_member_id_members"), nullable=False)
    lent_at = sa.Column(sa.DateTime, nullable=False)
    due_on = sa.Column(sa.Date, nullable=False, index=True)
    returned_at = sa.Column(sa.DateTime)
    renewals = sa.Column(sa.Integer, nullable=False, server_default="0")
    __table_args__ = (
        sa.CheckConstraint("returned_at IS NULL OR returned_at >= lent_at", name="ck_loans_returned_at"),
        sa.Index("ix_loans_member_id_returned_at", "member_id", "returned_at"),
    )


class Fine(Base):
    __tablename__ = "fines"
    id = sa.Column(sa.Integer, primary_key=True)
    loan_id = sa.Column(
        sa.ForeignKey("loans.id", name="fk_fines_loan_id_loans", ondelete="CASCADE"), nullable=False, index=True
    )
    amount_cents = sa.Column(sa.Integer, nullable=False)
    reason = sa.Column(sa.String(20), nullable=False)
    raised_on = sa.Column(sa.Date, nullable=False)
    paid_on = sa.Column(sa.Date)
    __table_args__ = (sa.CheckConstraint("amount_cents > 0", name="ck_fines_amount_cents"),)


class Hold(Base):
    __tablename__ = "holds"
    id = sa.Column(sa.Integer, primary_key=True)
    book_id = sa.Column(sa.ForeignKey("books.id", name="fk_holds_book_id_books", ondelete="CASCADE"), nullable=False)
    member_id = sa.Column(
        sa.ForeignKey("members.id", name="fk_holds_member_id_members", ondelete="CASCADE"), nullable=False
    )
    placed_at = sa.Column(sa.DateTime, nullable=False, server_default=sa.func.current_timestamp())
    expires_on = sa.Column(sa.Date)
    state = sa.Column(sa.String(12), nullable=False, server_default="waiting")
    __table_args__ = (
        sa.CheckConstraint("state IN ('waiting', 'ready', 'collected', 'expired')", name="ck_holds_state"),
        sa.Index("ix_holds_book_id_state", "book_id", "state"),
    )


class PartnerLibrary(Base):
    __tablename__ = "partner_libraries"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(120), nullable=False)
    country = sa.Column(sa.String(2), nullable=False)
    sigel = sa.Column(sa.String(20))
    __table_args__ = (sa.UniqueConstraint("sigel", name="uq_partner_libraries_sigel"),)


class InterlibraryRequest(Base):
    __tablename__ = "interlibrary_requests"
    id = sa.Column(sa.Integer, primary_key=True)
    partner_id = sa.Column(
        sa.ForeignKey("partner_libraries.id", name="fk_interlibrary_requests_partner_id"), nullable=False
    )
    member_id = sa.Column(sa.ForeignKey("members.id", name="fk_interlibrary_requests_member_id"), nullable=False)
    title = sa.Column(sa.String(200), nullable=False)
    requested_at = sa.Column(sa.DateTime, nullable=False, server_default=sa.func.current_timestamp())
    arrived_on = sa.Column(sa.Date)


class Payment(Base):
    __tablename__ = "payments"
    id = sa.Column(sa.Integer, primary_key=True)
    card_number = sa.Column(sa.String(12), nullable=False, index=True)
    amount_cents = sa.Column(sa.Integer, nullable=False)
    paid_at = sa.Column(sa.DateTime, nullable=False)
    method = sa.Column(sa.String(12), nullable=False)
    reference = sa.Column(sa.String(40))
    fine_id = sa.Column(sa.ForeignKey("fines.id", name="fk_payments_fine_id_fines", ondelete="SET NULL"))
    currency = sa.Column(sa.String(3), nullable=False, server_default="EUR")


class LoansPerDay(Base):
    __tablename__ = "report_loans_per_day"
    day = sa.Column(sa.Date, primary_key=True)
    loans = sa.Column(sa.Integer, nullable=False)
    members = sa.Column(sa.Integer, nullable=False)
