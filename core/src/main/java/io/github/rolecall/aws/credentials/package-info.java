/**
 * Where AWS tools find credentials: profiles, containers, instances, IAM Identity Center. Not an
 * API: may change in any release.
 */
@NullMarked
package io.github.rolecall.aws.credentials;

import org.jspecify.annotations.NullMarked;
