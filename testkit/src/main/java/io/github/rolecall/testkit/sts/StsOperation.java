package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Request;

/** An operation of STS, or the IAM operation that the same endpoint serves. */
sealed interface StsOperation
    permits AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity, GetRole {

  /**
   * The content of the result element.
   *
   * @param parameters the parameters of the call
   * @param http the whole request, to verify its signature
   * @throws Refusal when STS rejects the call
   */
  String result(Parameters parameters, Request http);
}
