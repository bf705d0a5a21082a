package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Caller;
import io.github.rolecall.testkit.iam.MfaDevice;
import io.github.rolecall.testkit.iam.RequestContext;
import io.github.rolecall.testkit.iam.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whose keys signed a request. */
sealed interface Identity {

  String secretAccessKey();

  /** The token that has to come with the keys; long-term keys have none. */
  Optional<String> sessionToken();

  boolean isExpired(Instant now);

  /** {@code UserId} of GetCallerIdentity. */
  String id();

  Arn arn();

  Caller caller();

  /** Whether a role that this identity assumes is chained. */
  boolean isRole();

  boolean isRoot();

  /** The device whose codes this identity can show; sessions have none. */
  Optional<MfaDevice> mfa();

  /** The tags that a role assumed by this identity inherits. */
  Map<String, String> inheritedTags();

  Optional<String> sourceIdentity();

  /** The condition keys about the caller. */
  RequestContext context();

  /** Long-term keys. */
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

  /** The keys of a session. */
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
