"""Lets plain ``mkdocs serve`` and ``mkdocs build`` show the default edition of a publication.

MkDocs loads a publication's ``mkdocs_hook.py`` by its path (``hooks`` in ``mkdocs.yml``), and that
file imports from here.
"""

from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from build_tools.diagnostics import Problems
from build_tools.publication.project import Project
from build_tools.publication.revision import NoDate
from build_tools.system.cache import Cache
from build_tools.system.os_errors import describe
from build_tools.website.configuration import configuration
from build_tools.website.loading import load_project
from build_tools.website.mkdocs_yml import write_configuration
from build_tools.website.offline import offline_files
from build_tools.website.publish import claim
from build_tools.website.staging import stage_edition

DERIVED = (
    *("site_name", "site_description", "copyright", "docs_dir", "nav", "not_in_nav", "theme"),
    *("extra", "extra_css", "extra_javascript", "use_directory_urls"),
)
"""The settings that depend on the edition. The site's folder and address stay the command's."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Run the stages before the renderer and point MkDocs at what they staged.

    Raises PluginError, which MkDocs prints without a traceback, where the data or the system do
    not allow it.
    """
    problems = Problems()
    try:
        path = _staged(_project(config), problems)
    except OSError as error:
        raise PluginError(describe(error)) from error
    except NoDate as error:
        raise PluginError(str(error)) from error
    if path is None or problems.errors:
        raise PluginError("\n".join(map(str, problems)))
    derived = load_config(str(path))
    for key in DERIVED:
        config[key] = derived[key]
    config.site_url = config.site_url or derived.site_url
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Watch what the editor writes instead of what is staged from it."""
    server.unwatch(config.docs_dir)
    project = _project(config)
    for folder in (project.data, project.handwritten):
        server.watch(str(folder))
    return server


def _project(config: MkDocsConfig) -> Project:
    return Project.at(Path(config.config_file_path).parent)


def _staged(project: Project, problems: Problems) -> Path | None:
    """The default edition's configuration, once it is staged; None if the data cannot be read.

    Raises NoDate and OSError.
    """
    loaded = load_project(project, problems)
    if loaded is None or not claim(project.build, problems):
        return None
    edition = loaded.resolved.publication.published[0]
    icons = offline_files(loaded.resolved, Cache(project.build / "cache"))
    pages = stage_edition(project, loaded, edition, problems, icons)
    docs, site = project.staged / edition.id, project.build / "preview"
    path = project.build / "mkdocs-preview.yml"
    write_configuration(path, configuration(loaded, edition, pages, docs, site))
    return path
