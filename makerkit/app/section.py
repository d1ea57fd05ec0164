"""What every section of the settings file is: fixed once read, unknown settings refused."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One section of the settings: immutable, unknown settings refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
