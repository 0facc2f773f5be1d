# OpenBao: files on a volume, TLS, no user interface. It starts sealed: unseal it by hand, or with another service of yours.
storage "file" { path = "/openbao/file" }
listener "tcp" {
  address       = "0.0.0.0:8200"
  tls_cert_file = "/run/secrets/keys_certificate"
  tls_key_file  = "/run/secrets/keys_key"
}
ui = false
