package io.github.rolecall.action;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import java.nio.file.Path;

/**
 * The folder for cached credentials: the temporary folder of the job, or else a folder of the user.
 */
record CacheFolder(Host host, CiPlatform platform) {
  /**
   * Returns the cache file for a key. The first 32 digits of the key are enough to tell files
   * apart.
   */
  Path of(String key) {
    return folder().resolve("rolecall").resolve("credentials-" + key.substring(0, 32));
  }

  private Path folder() {
    return platform
        .temporaryFolder()
        .or(() -> host.variable("XDG_CACHE_HOME").map(host::path))
        .or(() -> host.variable("LOCALAPPDATA").filter(path -> host.onWindows()).map(host::path))
        .orElseGet(() -> host.home().resolve(".cache"));
  }
}
