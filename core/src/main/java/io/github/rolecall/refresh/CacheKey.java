package io.github.rolecall.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.export.ProfileFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.Role;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.Fact;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tells the credentials of one plan from those of another: the source, the roles with all
 * their settings, the guards, the endpoint, and the run of the CI system. It is a hash, so that a
 * file can be named after it.
 */
public final class CacheKey {
  /** The step of a job: all steps share the cache. */
  private static final String STEP = "action";

  private CacheKey() {}

  /** Returns 64 hexadecimal digits. */
  public static String of(Plan plan, CiPlatform platform, Host host) {
    var parts = new ArrayList<String>();
    parts.add(platform.name());
    platform.run().stream()
        .filter(fact -> !fact.name().equals(STEP))
        .map(Fact::toString)
        .forEach(parts::add);
    parts.addAll(source(plan.source(), host));
    // The tags of the run that may go differ between the steps of a job.
    plan.chain().stream().map(Role::withoutDroppableTags).map(Role::toString).forEach(parts::add);
    parts.add(plan.guards().toString());
    parts.add(plan.reach().stsRegion());
    parts.add(plan.network().stsEndpoint().toString());
    return hash(String.join("\n", parts));
  }

  /** Only what selects the credentials, not the name of the input that says it. */
  private static List<String> source(Source source, Host host) {
    if (source instanceof Source.CiToken token) {
      return List.of("job", token.audience().orElse(""));
    }
    if (source instanceof Source.GivenToken given) {
      return List.of("token", given.input());
    }
    if (source instanceof Source.TokenVariable named) {
      return List.of("variable", named.variable());
    }
    if (source instanceof Source.TokenFile file) {
      return List.of("file", file.file().toString());
    }
    if (source instanceof Source.TokenCommand printed) {
      return Stream.concat(Stream.of("command"), printed.command().words().stream()).toList();
    }
    if (source instanceof Source.Keys keys) {
      return List.of("keys", keys.credentials().accessKeyId());
    }
    if (source instanceof Source.EnvironmentKeys keys) {
      return List.of("keys", keys.credentials().accessKeyId());
    }
    return List.of(
        source.describe(),
        host.awsFile(ProfileFile.CONFIG, "config").toString(),
        host.awsFile(ProfileFile.CREDENTIALS, "credentials").toString());
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
