package io.github.rolecall.refresh;

import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.session.Assumed;

/** Puts credentials into a cache, from which processes take them. */
public final class CacheExporter implements Exporter {
  private final CredentialCache cache;
  private final Host host;

  public CacheExporter(CredentialCache cache, Host host) {
    this.cache = cache;
    this.host = host;
  }

  @Override
  public Prepared prepare(Assumed assumed) {
    cache.prepare();
    CachedCredentials credentials = CachedCredentials.of(assumed, host);
    return new Prepared() {
      @Override
      public void alone(Runnable work) {
        cache.renewing(host.deadline(), () -> false, work);
      }

      @Override
      public String commit() {
        cache.write(credentials);
        return "the cache " + cache;
      }

      @Override
      public void undo() {
        cache.delete();
      }
    };
  }
}
