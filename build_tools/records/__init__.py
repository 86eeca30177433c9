"""YAML files that people edit, read to frozen, validated records that know their places."""

from build_tools.records.loading import REC009 as REC009
from build_tools.records.loading import load_list as load_list
from build_tools.records.loading import load_mapping as load_mapping
from build_tools.records.loading import load_one as load_one
from build_tools.records.loading import report_unread as report_unread
from build_tools.records.loading import yaml_files as yaml_files
from build_tools.records.text_file import read_text as read_text
from build_tools.records.types import Bilingual as Bilingual
from build_tools.records.types import Day as Day
from build_tools.records.types import Distinct as Distinct
from build_tools.records.types import Fillable as Fillable
from build_tools.records.types import Identifier as Identifier
from build_tools.records.types import IdOf as IdOf
from build_tools.records.types import KeyPath as KeyPath
from build_tools.records.types import Located as Located
from build_tools.records.types import Record as Record
from build_tools.records.types import SegmentId as SegmentId
from build_tools.records.types import Text as Text
from build_tools.records.types import WrittenAs as WrittenAs
from build_tools.records.types import is_record as is_record
