package io.github.rolecall.maven;

import io.github.rolecall.docker.DockerConfig;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Exposure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ecr-login} and {@code codeartifact-token} have for later goals of the build: a Docker
 * configuration for the processes that these start, and a token.
 */
final class LaterGoals {
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private final Log log;

  /** What a goal has done, and until when that is valid. */
  private final Map<Object, Instant> done = new HashMap<>();

  private @Nullable DockerConfig docker;
  private boolean stays;
  private @Nullable SharedToken token;

  LaterGoals(Log log) {
    this.log = log;
  }

  /** Whether a goal has done this before, and it is valid for a while yet. */
  synchronized boolean has(Object what, Instant now) {
    Instant end = done.get(what);
    return end != null && now.plus(GOOD_FOR).isBefore(end);
  }

  synchronized void did(Object what, Instant end) {
    done.put(what, end);
  }

  /**
   * The Docker configuration of the build, which all logins share.
   *
   * @param stays whether something uses it after the build
   */
  synchronized DockerConfig docker(Supplier<DockerConfig> make, boolean stays) {
    if (docker == null) {
      docker = make.get();
    }
    this.stays |= stays;
    return docker;
  }

  /**
   * The token of CodeArtifact; it replaces another one.
   *
   * @param exposure why Maven would show or store what goals are given; empty if it does not
   */
  synchronized void codeArtifactToken(Secret value, Optional<Exposure> exposure) {
    token = new SharedToken(value, exposure);
  }

  /**
   * Adds them to the configuration of a goal.
   *
   * @param inAnt the properties of scripts of Ant, for which expressions stay expressions
   * @param reported whether a report may hold what the goal gets
   * @throws AwaitedRoleException when the goal names the token, and would show or store it
   */
  synchronized void give(
      MojoExecution goal,
      ForkingGoals forkingGoals,
      Map<String, Optional<String>> inAnt,
      boolean reported,
      Function<String, String> evaluator) {
    var variables = new LinkedHashMap<String, String>();
    if (docker != null) {
      variables.put(DockerConfig.VARIABLE, docker.path().toString());
    }
    if (token != null) {
      token.give(goal, variables, inAnt, reported);
    }
    if (!variables.isEmpty()) {
      forkingGoals.giveBeside(goal, variables, evaluator);
    }
  }

  /** Takes everything back, except what is used after the build. */
  synchronized void remove() {
    token = null;
    done.clear();
    if (docker != null && !stays) {
      try {
        docker.remove();
      } catch (CredentialsException e) {
        log.warn(
            "The folder %s still has passwords: %s. Remove it."
                .formatted(docker.path(), e.problem().code()));
      }
    }
    docker = null;
    stays = false;
  }
}
