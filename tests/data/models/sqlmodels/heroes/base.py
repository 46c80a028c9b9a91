import uuid
from datetime import datetime
from typing import ClassVar, Optional

from sqlalchemy import Column, DateTime, func
from sqlmodel import Field, SQLModel


class Stamped(SQLModel):
    made: datetime = Field(
        default_factory=datetime.utcnow, sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()}
    )
    changed: Optional[datetime] = Field(default=None, index=True)
    limit: ClassVar[int] = 7


class WithUuid(SQLModel):
    __tablename__ = "not_a_table"
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
