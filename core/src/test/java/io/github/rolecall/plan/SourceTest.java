package io.github.rolecall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.Command;
import io.github.rolecall.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceTest {
  @Test
  void eachTokenIsDescribedByWhereItComesFrom() {
    assertEquals(
        List.of(
            "the token of the GitHub Actions job",
            "the web identity token of web-identity-token",
            "the web identity token in the variable MY_TOKEN",
            "the web identity token in /run/token",
            "the web identity token that my-agent prints"),
        Stream.of(
                new Source.CiToken("GitHub Actions", Optional.empty()),
                new Source.GivenToken(new Secret("a.b.c"), "web-identity-token"),
                new Source.TokenVariable("MY_TOKEN", "web-identity-token-env"),
                new Source.TokenFile(Path.of("/run/token"), "web-identity-token-file"),
                new Source.TokenCommand(
                    new Command("x", List.of("my-agent", "--secret"), Duration.ofSeconds(1)), "x"))
            .map(Source::describe)
            .toList());
  }

  @Test
  void aProfileIsDescribedByItsName() {
    assertEquals("the profile dev", new Source.Profile("dev").describe());
  }
}
