/** Administration of users outside of jobs: loading users, and erasing a person. */
package org.rollcall.local.admin;
