package io.github.rolecall.testkit.iam;

/** The caller that requests a role. */
public sealed interface Caller {

  /** The caller's ARN, as error messages have it. */
  Arn arn();

  /** Whether an entry of a {@code Principal} element means this caller. */
  boolean is(Principal principal);

  /**
   * The bearer of a token of an OIDC provider.
   *
   * @param arn the provider's ARN
   */
  record Federated(Arn arn) implements Caller {
    @Override
    public boolean is(Principal principal) {
      return principal.type().equals("Federated") && principal.value().equals(arn.toString());
    }
  }

  /**
   * An IAM user.
   *
   * @param arn the user's ARN
   */
  record IamUser(Arn arn) implements Caller {
    @Override
    public boolean is(Principal principal) {
      return principal.means(arn);
    }
  }

  /**
   * A session of a role.
   *
   * @param arn the session's ARN, {@code arn:aws:sts::…:assumed-role/Role/session}
   * @param role the ARN of its role
   */
  record RoleSession(Arn arn, Arn role) implements Caller {
    @Override
    public boolean is(Principal principal) {
      return principal.means(arn) || principal.means(role);
    }
  }
}
