package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of reading worlds from JSON. */
class WorldTest {
  @Test
  void missingPartsAreStandard() {
    World standard = World.standard();
    World world = World.parse("{\"packedSizeLimit\": 10}");
    assertEquals(10, world.packedSizeLimit());
    assertEquals(standard.providers(), world.providers());
    assertEquals(standard.users(), world.users());
    assertEquals(standard.roles().size(), world.roles().size());
  }

  @Test
  void everythingCanBeSet(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("aws.json");
    Files.writeString(
        file,
        """
        {"providers": [{"account": "999988887777", "issuer": "https://gitlab.example.com", "clientIds": ["a", "b"]}],
         "users": [],
         "roles": [{"arn": "arn:aws:iam::999988887777:role/R", "maxSessionDuration": 7200, "trust":
           {"Statement": {"Effect": "Allow", "Action": "sts:*",
             "Principal": {"Federated": "arn:aws:iam::999988887777:oidc-provider/gitlab.example.com"}}}}]}
        """);
    World world = World.parse(file);
    Role role = world.roles().get(0);
    assertEquals(Arn.parse("arn:aws:iam::999988887777:role/R"), role.arn());
    assertEquals(Duration.ofHours(2), role.maxSessionDuration());
    assertEquals(List.of("a", "b"), world.providers().get(0).clientIds());
    try (FakeAws aws = FakeAws.start(world)) {
      String token = aws.gitLabJob().issuer("https://gitlab.example.com").audience("b").idToken();
      assertEquals(
          "200", new Client(aws).webIdentity("arn:aws:iam::999988887777:role/R", token).summary());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"role\": []}",
        "{\"roles\": [{\"arn\": \"arn:aws:iam::999988887777:role/R\"}]}",
        "{\"roles\": [{\"arn\": \"arn:aws:iam::999988887777:user/R\", \"trust\": {}}]}",
        "{\"providers\": [{\"account\": \"1\", \"issuer\": \"http://insecure\", \"clientIds\": []}]}",
        "{\"users\": [{\"arn\": \"arn:aws:iam::1:user/x\"}]}",
        "{\"faults\": {\"AssumeRole\": [{\"explode\": true}]}}",
        "{\"faults\": {\"AssumeRole\": [{}]}}"
      })
  void refusesWhatItDoesNotKnow(String json) {
    assertThrows(IllegalArgumentException.class, () -> World.parse(json));
  }

  @Test
  void refusesMaximaThatIamRefuses() {
    Role role = World.standard().roles().get(0);
    assertThrows(
        IllegalArgumentException.class, () -> role.withMaxSessionDuration(Duration.ofMinutes(59)));
    assertThrows(
        IllegalArgumentException.class, () -> role.withMaxSessionDuration(Duration.ofHours(13)));
  }
}
