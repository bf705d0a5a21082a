package io.github.rolecall.packagemanager;

/** The text of a file of settings. Each kind of file is changed in its own way. */
interface Settings {

  /** Returns the text with the login, and with everything else as it was. */
  String with(RepositoryLogin login);
}
