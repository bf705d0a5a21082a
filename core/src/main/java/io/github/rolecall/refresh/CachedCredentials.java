package io.github.rolecall.refresh;

import io.github.rolecall.export.Format;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.Secret;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Credentials as a cache keeps them. All times are those that the clock of this machine shows, with
 * which programs compare them.
 *
 * @param json what {@code credential_process} prints, on one line
 */
public record CachedCredentials(Instant issued, Instant renewAt, Instant expires, Secret json) {
  /** Two clocks, or one that is being set right, may differ by so much. */
  private static final Duration TOLERATED = Duration.ofMinutes(1);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

  /**
   * Returns credentials that were just issued.
   *
   * @throws IllegalArgumentException when they have no end, as keys of an IAM user
   */
  public static CachedCredentials of(Assumed assumed, Host host) {
    Instant ends =
        assumed
            .credentials()
            .expires()
            .orElseThrow(() -> new IllegalArgumentException("credentials without an end"));
    Instant issued = host.time().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expires = host.clock().shownHere(ends).truncatedTo(ChronoUnit.SECONDS);
    return new CachedCredentials(
        issued,
        RenewalMargin.renewAt(issued, expires, RenewalMargin.OF_PROCESSES),
        expires,
        new Secret(Format.credentialProcess(assumed, expires).strip()));
  }

  /** Reads the text of a cache; empty when it is not whole, or belongs to other inputs. */
  static Optional<CachedCredentials> parse(String text, String key) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 4 || !text.endsWith("\n") || !lines.get(2).startsWith("{")) {
      return Optional.empty();
    }
    String[] last = lines.get(3).split(" ", -1);
    boolean ours = last.length == 2 && last[1].equals(key);
    Optional<Instant> issued = time(last[0]);
    Optional<Instant> renewAt = time(lines.get(0));
    Optional<Instant> expires = time(lines.get(1));
    if (!ours || issued.isEmpty() || renewAt.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CachedCredentials(
            issued.get(), renewAt.get(), expires.get(), new Secret(lines.get(2))));
  }

  static Optional<Instant> time(String seconds) {
    return Optional.of(seconds)
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
  }

  /**
   * Returns the text of a cache: when to renew and the end, both in seconds since 1970, then what
   * is printed. A script needs these three lines only. The fourth has the start, and the key of the
   * inputs.
   */
  String text(String key) {
    return String.join(
        "\n",
        String.valueOf(renewAt.getEpochSecond()),
        String.valueOf(expires.getEpochSecond()),
        json.reveal(),
        issued.getEpochSecond() + " " + key,
        "");
  }

  /**
   * Returns whether they are valid. They are not if they start in the future: then the clock was
   * set back, and nothing says when they end.
   */
  boolean isValid(Instant now) {
    return now.isBefore(expires) && !issued.isAfter(now.plus(TOLERATED));
  }

  /** Returns whether they are valid long enough that no renewal is due. */
  boolean isFresh(Instant now) {
    return isValid(now) && now.isBefore(renewAt);
  }
}
