package io.github.rolecall.awsfile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A profile that the GitHub action writes with {@code refresh}. Its AWS files, its script and the
 * program that renews the credentials lie in one folder.
 *
 * @param key distinguishes the files of this profile from those of others in the folder
 */
public record RenewedProfile(String key) {
  /** The variable that names a file in the folder. */
  public static final String CONFIG = "AWS_CONFIG_FILE";

  public static final String SCRIPT = "credential";

  /** The part of the folder in which {@link #renewal} runs. */
  public static final String RUNTIME = "runtime";

  /**
   * Variables that would change the runtime, or send it to the profile for credentials. The script
   * unsets them too.
   */
  public static final Set<String> UNSET =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "LD_LIBRARY_PATH",
          "LD_PRELOAD",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_CONFIG_FILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_SECURITY_TOKEN");

  private static final String START = "sh -c 'exec \"${" + CONFIG + "%/*}/" + SCRIPT + "\" ";
  private static final Pattern PROCESS =
      Pattern.compile(Pattern.quote(START) + "([A-Za-z0-9_.-]+)'");

  /** Returns the profile whose {@code credential_process} this is. */
  public static Optional<RenewedProfile> of(String process) {
    Matcher matcher = PROCESS.matcher(process);
    return matcher.matches() ? Optional.of(new RenewedProfile(matcher.group(1))) : Optional.empty();
  }

  /**
   * Returns the command that AWS tools run for the profile. Its path is relative to the file that
   * the tool reads it from, because containers see the folder under another path.
   */
  public String process() {
    return START + key + "'";
  }

  /**
   * Returns the words of the command that the script runs to renew. It answers from the cache, too,
   * but takes longer than the script.
   */
  public List<String> renewal() {
    return List.of(
        "java/bin/java",
        "@run",
        "credential-process",
        "--config",
        "../settings-" + key,
        "--cache",
        "../cache-" + key);
  }
}
