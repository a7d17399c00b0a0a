"""Property tests of the law are about rupiah, not about how busy the machine is."""

from hypothesis import settings

settings.register_profile("law", deadline=None)
settings.load_profile("law")
