package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Request;

/** One operation of STS, or the one of IAM that is answered at the same place. */
sealed interface StsOperation
    permits AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity, GetRole {

  /**
   * The content of the result element.
   *
   * @param parameters of the call
   * @param http the whole request, for its signature
   * @throws Refusal when STS refuses
   */
  String result(Parameters parameters, Request http);
}
