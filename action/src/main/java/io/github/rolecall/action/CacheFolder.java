package io.github.rolecall.action;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import java.nio.file.Path;

/** The folder for caches of credentials: that of the job, or else that of the user. */
record CacheFolder(Host host, CiPlatform platform) {
  /** The file for these inputs. The digits of the key that it has are as good as all of them. */
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
