import os

from sqlalchemy.ext.asyncio import create_async_engine

DATABASE_URL = os.getenv(
    "DATABASE_URL",
    "postgresql+asyncpg://postgres:postgres@localhost:5432/leadgen",
)

engine = create_async_engine(DATABASE_URL, echo=False, future=True, pool_pre_ping=True)
