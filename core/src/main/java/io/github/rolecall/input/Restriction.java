package io.github.rolecall.input;

import io.github.rolecall.option.Input;
import io.github.rolecall.text.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides whether the name of an unknown input indicates a restriction. */
public final class Restriction {
  /** Without one of these inputs, the step does more than the user wants. */
  private static final List<String> OURS =
      Stream.of(
              Input.ALLOWED_ACCOUNT_IDS,
              Input.FORBIDDEN_ACCOUNT_IDS,
              Input.INLINE_SESSION_POLICY,
              Input.MANAGED_SESSION_POLICIES,
              Input.ROLE_DURATION_SECONDS,
              Input.TRANSLATE_ENV_VARIABLES,
              Input.UNSET_CURRENT_CREDENTIALS,
              Input.MASK_AWS_ACCOUNT_ID,
              Input.OUTPUT_ENV_CREDENTIALS,
              Input.ENVIRONMENT_PREFIX)
          .map(Input::key)
          .toList();

  /** Prefixes of words for the permissions of a session. */
  private static final String POLICIES = "polic|boundar|permission|scope";

  private static final String EXCLUDING = "disallow|deny|denie|forbid|prohibit|block|exclu";

  /** Prefixes of words for a restriction. */
  private static final String RESTRICTING =
      "allow|restrict|limit|only|require|guard|expect|except|enforce|prevent|protect|reject|refuse"
          + "|whitelist|blacklist|trusted|readonly|"
          + EXCLUDING
          + "|"
          + POLICIES;

  /** Prefixes of words for what restricts credentials. */
  private static final String SUBJECTS =
      "account|duration|session|role|region|audience|arn|principal|identit|credential|org|aws"
          + "|polic|boundar|permission";

  private final String name;
  private final Optional<String> similar;

  public Restriction(String name, Collection<String> known) {
    this.name = name;
    String plain = plain(name);
    this.similar =
        Spelling.nearest(plain, known.stream().map(Restriction::plain).toList())
            .flatMap(near -> known.stream().filter(key -> plain(key).equals(near)).findFirst());
  }

  /** Ignores hyphens: some write underscores, others nothing. */
  private static String plain(String name) {
    return name.replaceAll("[^a-z0-9]", "");
  }

  /**
   * Returns whether it is a restriction. Variables of a job that workflows name after their own
   * inputs, {@code INPUT_MAX_ITEMS}, have no hyphens. Without a hyphen, the name must also contain
   * a word for credentials.
   */
  public boolean is() {
    if (similar.filter(OURS::contains).isPresent()) {
      return true;
    }
    return name.contains("-")
        ? begins(RESTRICTING) || begins("account|duration")
        : begins(RESTRICTING) && begins(SUBJECTS);
  }

  /** Returns the input that was probably meant. */
  public Optional<String> nearest() {
    if (begins("account") && !begins("mask")) {
      Input guard = begins(EXCLUDING) ? Input.FORBIDDEN_ACCOUNT_IDS : Input.ALLOWED_ACCOUNT_IDS;
      return Optional.of(guard.key());
    }
    if (similar.isPresent()) {
      return similar;
    }
    if (begins("duration")) {
      return Optional.of(Input.ROLE_DURATION_SECONDS.key());
    }
    return begins(POLICIES) ? Optional.of(Input.INLINE_SESSION_POLICY.key()) : Optional.empty();
  }

  /** Returns whether a word of the name has one of these prefixes. */
  private boolean begins(String beginnings) {
    return Pattern.compile("(?<![a-z0-9])(" + beginnings + ")").matcher(name).find();
  }
}
