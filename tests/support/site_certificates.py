"""Certificates of a world of its own: a root that we trust, one below it, and those of sites."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

NAME = "so-y.example"


class Authority:
    """Who signs certificates: a root (`signer` None), or one below another."""

    def __init__(self, name: str, signer: Authority | None = None) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.name = _name(name)
        by = signer or self
        builder = _begin(self.name, by.name, self._key, days=3650)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        builder = builder.add_extension(_usage(signs=True), True)
        self.certificate = by._finish(builder)

    def _finish(self, builder: x509.CertificateBuilder) -> x509.Certificate:
        public = self._key.public_key()
        of_signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(public)
        return builder.add_extension(of_signer, False).sign(self._key, hashes.SHA256())

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def site(
        self, *, name: str = NAME, days: int = 90, issuer_at: str = "", folder: Path
    ) -> ssl.SSLContext:
        """The server's side of a site; its own certificate alone is sent (`days` < 0: expired)."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _of_site(_begin(_name(name), self.name, key, days=days), x509.DNSName(name))
        if issuer_at:
            where = x509.AccessDescription(
                AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(issuer_at)
            )
            builder = builder.add_extension(x509.AuthorityInformationAccess([where]), False)
        return _server(self._finish(builder), key, folder)

    def key_and_chain(self, address: str) -> bytes:
        """The certificate of a server at an IP address with its key, as a web server reads them."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _begin(_name(address), self.name, key, days=90)
        builder = _of_site(builder, x509.IPAddress(ip_address(address)))
        return _pem(self._finish(builder), key)


def self_signed(folder: Path, name: str = NAME) -> ssl.SSLContext:
    """A site that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _begin(_name(name), _name(name), key, days=90)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
    return _server(builder.sign(key, hashes.SHA256()), key, folder)


def _server(
    certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey, folder: Path
) -> ssl.SSLContext:
    file = folder / f"{certificate.serial_number}.pem"
    file.write_bytes(_pem(certificate, key))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def _pem(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _of_site(builder: x509.CertificateBuilder, name: x509.GeneralName) -> x509.CertificateBuilder:
    builder = builder.add_extension(x509.SubjectAlternativeName([name]), False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(signs=False), True)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return builder.add_extension(usage, False)


def _begin(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, days: int
) -> x509.CertificateBuilder:
    today = datetime.now(UTC)
    until = today + timedelta(days=days)
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(today, until) - timedelta(days=30))
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs,
        crl_sign=signs,
        **dict.fromkeys(
            (
                *("content_commitment", "key_encipherment", "data_encipherment"),
                *("key_agreement", "encipher_only", "decipher_only"),
            ),
            False,
        ),
    )
