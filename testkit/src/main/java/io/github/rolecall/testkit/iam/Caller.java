package io.github.rolecall.testkit.iam;

/** The caller that requests a role. */
public sealed interface Caller {

  /** The caller's ARN, as in error messages. */
  Arn arn();

  /** Whether an entry of a {@code Principal} element matches this caller. */
  boolean is(Principal principal);

  /**
   * A caller with a web identity token of an OIDC provider.
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
   * @param arn the ARN of the session, {@code arn:aws:sts::…:assumed-role/Role/session}
   * @param role the ARN of the role
   */
  record RoleSession(Arn arn, Arn role) implements Caller {
    @Override
    public boolean is(Principal principal) {
      return principal.means(arn) || principal.means(role);
    }
  }
}
