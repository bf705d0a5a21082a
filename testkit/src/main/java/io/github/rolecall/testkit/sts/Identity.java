package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Caller;
import io.github.rolecall.testkit.iam.MfaDevice;
import io.github.rolecall.testkit.iam.RequestContext;
import io.github.rolecall.testkit.iam.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The identity whose credentials signed a request. */
sealed interface Identity {

  String secretAccessKey();

  /** The session token that the request must contain; empty for long-term credentials. */
  Optional<String> sessionToken();

  boolean isExpired(Instant now);

  /** The {@code UserId} in GetCallerIdentity. */
  String id();

  Arn arn();

  Caller caller();

  /** Whether this identity is a role session, so that assuming another role is role chaining. */
  boolean isRole();

  boolean isRoot();

  /** The MFA device of this identity; empty for sessions. */
  Optional<MfaDevice> mfa();

  /** The tags that the session of a role inherits if this identity assumes the role. */
  Map<String, String> inheritedTags();

  Optional<String> sourceIdentity();

  /** The condition keys about the caller. */
  RequestContext context();

  /** The identity of long-term credentials. */
  record OfUser(User user) implements Identity {
    @Override
    public String secretAccessKey() {
      return user.secretAccessKey();
    }

    @Override
    public Optional<String> sessionToken() {
      return Optional.empty();
    }

    @Override
    public boolean isExpired(Instant now) {
      return false;
    }

    @Override
    public String id() {
      return user.id();
    }

    @Override
    public Arn arn() {
      return user.arn();
    }

    @Override
    public Caller caller() {
      return new Caller.IamUser(user.arn());
    }

    @Override
    public boolean isRole() {
      return false;
    }

    @Override
    public boolean isRoot() {
      return user.isRoot();
    }

    @Override
    public Optional<MfaDevice> mfa() {
      return user.mfa();
    }

    @Override
    public Map<String, String> inheritedTags() {
      return Map.of();
    }

    @Override
    public Optional<String> sourceIdentity() {
      return Optional.empty();
    }

    @Override
    public RequestContext context() {
      return RequestContext.empty()
          .with("aws:PrincipalArn", user.arn().toString())
          .with("aws:PrincipalAccount", user.arn().account())
          .with("aws:username", user.arn().name());
    }
  }

  /** The identity of session credentials. */
  record OfSession(Session session) implements Identity {
    @Override
    public String secretAccessKey() {
      return session.key().secretAccessKey();
    }

    @Override
    public Optional<String> sessionToken() {
      return Optional.of(session.key().sessionToken());
    }

    @Override
    public boolean isExpired(Instant now) {
      return !now.isBefore(session.expiration());
    }

    @Override
    public String id() {
      return session.id();
    }

    @Override
    public Arn arn() {
      return session.arn();
    }

    @Override
    public Caller caller() {
      return new Caller.RoleSession(session.arn(), session.role().arn());
    }

    @Override
    public boolean isRole() {
      return true;
    }

    @Override
    public boolean isRoot() {
      return false;
    }

    @Override
    public Optional<MfaDevice> mfa() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> inheritedTags() {
      return session.tags().kept();
    }

    @Override
    public Optional<String> sourceIdentity() {
      return session.sourceIdentity();
    }

    @Override
    public RequestContext context() {
      RequestContext context =
          RequestContext.empty()
              .with("aws:PrincipalArn", session.role().arn().toString())
              .with("aws:PrincipalAccount", session.arn().account());
      for (Map.Entry<String, String> tag : session.tags().tags().entrySet()) {
        context = context.with("aws:PrincipalTag/" + tag.getKey(), tag.getValue());
      }
      return context;
    }
  }
}
