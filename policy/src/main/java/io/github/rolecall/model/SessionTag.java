package io.github.rolecall.model;

/**
 * A session tag.
 *
 * @param droppable whether it may be left out when the session is too large
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html">STS, Tag</a>
 */
public record SessionTag(String key, String value, boolean droppable) {
  private static final int LONGEST_VALUE = 256;

  /** A tag whose value comes from outside. Characters that AWS does not accept become {@code _}. */
  public static SessionTag sanitized(String key, String value, boolean droppable) {
    String clean = value.replaceAll("[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]", "_");
    boolean halved =
        clean.length() > LONGEST_VALUE
            && Character.isHighSurrogate(clean.charAt(LONGEST_VALUE - 1));
    int end = Math.min(clean.length(), halved ? LONGEST_VALUE - 1 : LONGEST_VALUE);
    return new SessionTag(key, clean.substring(0, end), droppable);
  }
}
