package io.github.rolecall.configure;

import io.github.rolecall.awsfile.AwsSection;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SetupProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The name of a setting as {@code aws configure set} and {@code get} take it: a key, or a path with
 * dots that begins with {@code default}, with {@code profile}, {@code sso-session} or {@code
 * services} and a name, or with a key that has settings below it.
 *
 * @param written as the user wrote it
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/configure/set.html">AWS CLI,
 *     configure set</a>
 */
public record SettingName(String written, AwsSection section, AwsKey key, Optional<String> sub) {

  /**
   * Reads a name.
   *
   * @param profile the one that is meant where the name says none
   * @param anyKey whether a key may be one that no AWS tool reads
   * @throws CredentialsException with {@link SetupProblem.NotASetting} or {@link
   *     SetupProblem.UnknownSetting}
   */
  public static SettingName of(String written, String profile, boolean anyKey) {
    List<String> words = List.of(written.split("\\.", -1));
    if (words.stream().anyMatch(String::isBlank)) {
      throw new CredentialsException(new SetupProblem.NotASetting(written));
    }
    Optional<AwsSection.Kind> kind =
        Stream.of(AwsSection.Kind.values())
            .filter(each -> each.word().equals(words.get(0)) && words.size() > 2)
            .findFirst();
    if (kind.isPresent()) {
      var section = new AwsSection(kind.get(), words.get(1));
      return of(written, section, words.subList(2, words.size()), anyKey);
    }
    if (words.get(0).equals("default") && words.size() > 1) {
      return of(written, AwsSection.profile("default"), words.subList(1, words.size()), anyKey);
    }
    return of(written, AwsSection.profile(profile), words, anyKey);
  }

  private static SettingName of(
      String written, AwsSection section, List<String> words, boolean anyKey) {
    if (words.size() > 2) {
      throw new CredentialsException(new SetupProblem.NotASetting(written));
    }
    String name = words.get(0);
    Optional<String> sub = words.stream().skip(1).findFirst();
    if (section.kind() == AwsSection.Kind.SERVICES) {
      return new SettingName(written, section, AwsKey.ofService(name, sub, written), sub);
    }
    AwsKey key =
        AwsKey.find(name)
            .or(() -> anyKey ? Optional.of(AwsKey.unknown(name)) : Optional.empty())
            .orElseThrow(() -> AwsKey.refusal(name));
    if (sub.isPresent() && !key.nests()) {
      throw new CredentialsException(new SetupProblem.NotASetting(written));
    }
    return new SettingName(written, section, sub.isPresent() ? AwsKey.unknown(name) : key, sub);
  }

  @Override
  public String toString() {
    return written;
  }
}
