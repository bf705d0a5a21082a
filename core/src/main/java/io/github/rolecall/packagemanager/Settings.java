package io.github.rolecall.packagemanager;

import java.util.List;

/** The text of a file of settings. Each kind of file is changed in its own way. */
interface Settings {

  /** Returns the text with the login, and with everything else as it was. */
  String with(RepositoryLogin login);

  /**
   * Returns why the tool will not use the login in all cases, because of other entries in the file.
   * Each is a sentence, followed by what to do.
   */
  default List<String> conflicts(RepositoryLogin login) {
    return List.of();
  }
}
