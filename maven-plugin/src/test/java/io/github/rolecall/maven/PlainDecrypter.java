package io.github.rolecall.maven;

import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * A decrypter that keeps plain passwords, as Maven's does. Passwords in braces are encrypted. It
 * can decrypt {@code {good}}, and nothing else in braces.
 */
final class PlainDecrypter implements SettingsDecrypter {
  static final String DECRYPTED = "decrypted/secret+key";

  private record Result(
      List<Server> getServers, List<Proxy> getProxies, List<SettingsProblem> getProblems)
      implements SettingsDecryptionResult {
    @Override
    public Server getServer() {
      return getServers.get(0);
    }

    @Override
    public Proxy getProxy() {
      return getProxies.get(0);
    }
  }

  @Override
  public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
    boolean wrong =
        request.getServers().stream()
            .map(Server::getPassword)
            .anyMatch(text -> text != null && text.startsWith("{") && !text.equals("{good}"));
    return new Result(
        request.getServers().stream().map(PlainDecrypter::decrypted).toList(),
        request.getProxies(),
        wrong
            ? List.of(
                new DefaultSettingsProblem(
                    "Failed to decrypt {bad}",
                    SettingsProblem.Severity.ERROR,
                    "server: aws",
                    -1,
                    -1,
                    null))
            : List.of());
  }

  private static Server decrypted(Server server) {
    Server copy = server.clone();
    if ("{good}".equals(server.getPassword())) {
      copy.setPassword(DECRYPTED);
    }
    return copy;
  }
}
