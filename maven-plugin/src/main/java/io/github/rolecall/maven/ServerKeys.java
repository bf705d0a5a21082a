package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.Given;
import io.github.rolecall.session.SessionCredentials;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** AWS keys in settings.xml, stored as the user name and password of a server. */
record ServerKeys(Settings settings, SettingsDecrypter decrypter) {

  /** Returns the keys that the user named; empty when the user named none. */
  Optional<Source.Keys> named(Inputs inputs) {
    return inputs
        .text(Input.SERVER_ID)
        .map(id -> new Source.Keys(keys(id, inputs), inputs.name(Input.SERVER_ID)));
  }

  private SessionCredentials keys(String id, Inputs inputs) {
    Server encrypted = settings.getServer(id);
    if (encrypted == null) {
      throw inputs.invalid(Input.SERVER_ID, "the id of a <server> in settings.xml");
    }
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(encrypted));
    if (result.getProblems().stream()
        .anyMatch(problem -> problem.getSeverity() != SettingsProblem.Severity.WARNING)) {
      // The message does not contain the text of the problem, which may quote the value that Maven
      // could not decrypt.
      throw inputs.invalid(
          Input.SERVER_ID, "the id of a <server> whose password Maven can decrypt");
    }
    Server server = result.getServer();
    if (blank(server.getUsername()) || blank(server.getPassword())) {
      throw inputs.invalid(
          Input.SERVER_ID,
          "the id of a <server> with an access key id as username and a secret access key as"
              + " password");
    }
    return SessionCredentials.of(
        new Given(server.getUsername(), "<username> of the <server> " + id),
        new Given(server.getPassword(), "<password> of the <server> " + id),
        Optional.empty(),
        Optional.empty());
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
