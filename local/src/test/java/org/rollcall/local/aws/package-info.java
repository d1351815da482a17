/**
 * A suite of jobs for every stack that implements AWS's protocols: the embedded one, LocalStack in
 * a container, and an emulator at an endpoint. See D-098.
 */
package org.rollcall.local.aws;
