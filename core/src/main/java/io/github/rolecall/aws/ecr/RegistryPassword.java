package io.github.rolecall.aws.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.model.Secret;
import java.time.Instant;
import java.util.Base64;

/**
 * A password for the registries of ECR in a Region that the identity may use.
 *
 * @param end by the clock of AWS
 */
public record RegistryPassword(Secret password, Instant end) {
  /** The name of every user of ECR. */
  public static final String USER = "AWS";

  /** Returns user and password as configuration files of Docker have them. */
  public Secret auth() {
    String pair = USER + ":" + password.reveal();
    return new Secret(Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }
}
