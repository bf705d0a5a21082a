package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerKeysTest {
  @Test
  void noneIsNamed() {
    assertEquals(
        Optional.empty(),
        keys("AKIA", "secret").named(Inputs.of(FrontEnd.MAVEN, Map.of(), Map.of())));
  }

  @Test
  void userNameAndPasswordAreTheKeys() {
    Source.Keys keys = keys("AKIA", "secret").named(inputs("aws")).orElseThrow();
    assertEquals("AKIA", keys.credentials().accessKeyId());
    assertEquals("secret", keys.credentials().secretAccessKey().reveal());
    assertEquals("the keys of <serverId>", keys.describe());
  }

  @Test
  void thePasswordIsDecrypted() {
    Source.Keys keys = keys("AKIA", "{good}").named(inputs("aws")).orElseThrow();
    assertEquals(PlainDecrypter.DECRYPTED, keys.credentials().secretAccessKey().reveal());
  }

  @Test
  void anUnknownIdIsAWrongValue() {
    assertEquals(
        "<serverId> must be the id of a <server> in settings.xml, but is 'other'",
        failure(keys("AKIA", "secret"), "other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aBlankPasswordIsAWrongValue(String password) {
    String message = failure(keys("AKIA", password), "aws");
    assertTrue(message.startsWith("<serverId> must be"), message);
    assertTrue(message.contains("a secret access key as password"), message);
  }

  @Test
  void aPasswordThatCannotBeDecryptedIsNotTakenForTheKey() {
    String message = failure(keys("AKIA", "{bad}"), "aws");
    assertTrue(message.contains("whose password Maven can decrypt"), message);
    assertFalse(message.contains("{bad}"), message);
  }

  @Test
  void exchangedKeysAreRefusedAndNotShown() {
    String key = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";
    var keys = keys(key, "AKIAQZ4XHN7TJ3EXAMPL");
    var failure = assertThrows(CredentialsException.class, () -> keys.named(inputs("aws")));
    String message = failure.problem().message(FrontEnd.MAVEN);
    assertTrue(message.contains("<username> of the <server> aws"), message);
    assertFalse(message.contains(key.substring(0, 8)), message);
  }

  private static String failure(ServerKeys keys, String id) {
    var failure = assertThrows(CredentialsException.class, () -> keys.named(inputs(id)));
    return failure.problem().what(FrontEnd.MAVEN);
  }

  private static ServerKeys keys(String username, String password) {
    var server = new Server();
    server.setId("aws");
    server.setUsername(username);
    server.setPassword(password);
    var settings = new Settings();
    settings.addServer(server);
    return new ServerKeys(settings, new PlainDecrypter());
  }

  private static Inputs inputs(String serverId) {
    return Inputs.of(FrontEnd.MAVEN, Map.of(Input.SERVER_ID, serverId), Map.of());
  }
}
