package io.github.rolecall.ci;

/** Builds role session names. */
final class SessionName {
  private static final int LONGEST = 64;

  private SessionName() {}

  /**
   * {@code PREFIX-NAME-ID} in the characters that STS takes. What is too long is cut from the name,
   * as the id is what tells runs apart.
   */
  static String of(String prefix, String name, String id) {
    String start = prefix + "-" + name;
    String end = id.isEmpty() ? "" : "-" + id;
    String cut = start.substring(0, Math.min(start.length(), Math.max(0, LONGEST - end.length())));
    String whole = (cut + end).replaceAll("[^\\w+=,.@-]", "-");
    return whole.substring(0, Math.min(whole.length(), LONGEST));
  }
}
