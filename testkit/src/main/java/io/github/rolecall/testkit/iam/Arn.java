package io.github.rolecall.testkit.iam;

import java.util.List;

/**
 * An Amazon Resource Name.
 *
 * @param partition such as {@code aws} or {@code aws-cn}
 * @param service such as {@code iam}
 * @param region empty for global services
 * @param account twelve digits
 * @param resource everything after the fifth colon, such as {@code role/path/Name}
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /**
   * Parses an ARN.
   *
   * @throws IllegalArgumentException when the text is not an ARN
   */
  public static Arn parse(String text) {
    List<String> parts = List.of(text.split(":", 6));
    if (parts.size() != 6 || !parts.get(0).equals("arn") || parts.get(5).isEmpty()) {
      throw new IllegalArgumentException("not an ARN: " + text);
    }
    return new Arn(parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
  }

  /** The last part of the resource's path. */
  public String name() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  /** The ARN of a session of this role, without the path of the role, as in AWS. */
  public Arn session(String sessionName) {
    return new Arn(partition, "sts", "", account, "assumed-role/" + name() + "/" + sessionName);
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
